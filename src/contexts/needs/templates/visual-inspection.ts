import type { NeedTemplate } from "./need-template.ts";

export const inspectionTemplate: NeedTemplate = {
  id: "visual-inspection",
  field: "manufacturing",
  topics: ["quality-inspection", "computer-vision"],
  texts: {
    en: {
      title: "Camera inspection of [part] that learns from few examples",
      detail:
        "On line [line] we build [number] parts a shift; [defect types] are found by eye and about [percent] escape. " +
        "We look for a camera system that finds these defects within the cycle time of [seconds] and learns a new variant from fewer than " +
        "[number] labelled images.\n\nSurface: [painted / metallic / transparent]. The line controller speaks [protocol]; images must stay in the plant. " +
        "Success: at least [percent] found with at most [percent] false alarms over [weeks] weeks.",
      teaser: "A vehicle plant looks for visual inspection that learns new variants from few images.",
    },
    zh: {
      title: "小样本学习的【零件】视觉质检",
      detail:
        "【产线】每班生产【数量】件，目前靠人工目检【缺陷类型】，漏检率约【百分比】。" +
        "希望引入相机检测系统，在【秒】的节拍内识别这些缺陷，并能用少于【数量】张标注图像学会新车型。\n\n" +
        "表面：【喷漆 / 金属 / 透明】。产线控制器协议：【协议】；图像不得离开工厂。达标标准：连续【周】周检出率不低于【百分比】，误报率不高于【百分比】。",
      teaser: "一家整车工厂寻找能用少量图像学会新车型的视觉质检方案。",
    },
    de: {
      title: "Kamerabasierte Prüfung von [Bauteil], die aus wenigen Beispielen lernt",
      detail:
        "An Linie [Linie] bauen wir [Anzahl] Teile je Schicht; [Fehlerarten] werden mit dem Auge gesucht, etwa [Prozent] bleiben unentdeckt. " +
        "Gesucht ist ein Kamerasystem, das diese Fehler innerhalb der Taktzeit von [Sekunden] findet und eine neue Variante aus weniger als " +
        "[Anzahl] markierten Bildern lernt.\n\nOberfläche: [lackiert / metallisch / transparent]. Die Liniensteuerung spricht [Protokoll]; Bilder bleiben im Werk. " +
        "Erfolg: mindestens [Prozent] gefunden bei höchstens [Prozent] Fehlalarmen über [Wochen] Wochen.",
      teaser: "Ein Fahrzeugwerk sucht eine Sichtprüfung, die neue Varianten aus wenigen Bildern lernt.",
    },
    ru: {
      title: "Контроль [детали] камерами с обучением на малом числе примеров",
      detail:
        "На линии [линия] выпускается [число] деталей за смену; [виды дефектов] ищут глазами, около [процент] пропускают. " +
        "Нужна система камер, которая находит эти дефекты за такт [секунды] и осваивает новый вариант менее чем по [число] размеченным снимкам.\n\n" +
        "Поверхность: [окрашенная / металлическая / прозрачная]. Контроллер линии использует [протокол]; снимки не покидают завод. " +
        "Успех: найдено не менее [процент] при не более [процент] ложных тревог за [недели] недель.",
      teaser: "Автозавод ищет визуальный контроль, осваивающий новые варианты по нескольким снимкам.",
    },
  },
  requirements: [
    {
      level: "must",
      text: {
        en: "Runs on a computer at the line; no image leaves the plant",
        zh: "在产线边缘设备上运行，图像不出厂",
        de: "Läuft auf einem Rechner an der Linie; kein Bild verlässt das Werk",
        ru: "Работает на компьютере у линии; снимки не покидают завод",
      },
    },
    {
      level: "should",
      text: {
        en: "In use in at least one series production line",
        zh: "至少已在一条量产线上使用",
        de: "In mindestens einer Serienlinie im Einsatz",
        ru: "Применяется хотя бы на одной серийной линии",
      },
    },
  ],
};
