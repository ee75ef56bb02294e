import type { NeedTemplate } from "./need-template.ts";

export const simulationTemplate: NeedTemplate = {
  id: "driving-simulation",
  field: "automated-driving",
  topics: ["simulation-validation", "perception-sensors"],
  texts: {
    en: {
      title: "Rare traffic scenes from recorded drives for testing automated driving",
      detail:
        "Our test fleet in [cities] records [hours] a week, yet scenes such as [examples] hardly occur. " +
        "We look for a tool that finds and varies rare scenes from recordings and renders camera, lidar and radar so that our perception " +
        "reacts as it does on the road.\n\nFormats: OpenSCENARIO, OpenDRIVE, [own]. Recordings must be processed in [country]. " +
        "Success: the detector's error on rendered scenes differs by at most [percent] from the error on the road.",
      teaser: "A car maker looks for realistic rare traffic scenes made from recorded drives.",
    },
    zh: {
      title: "从路采数据生成自动驾驶长尾场景",
      detail:
        "我们在【城市】的测试车队每周采集【小时】，但【示例】等场景极少出现。" +
        "希望有工具能从采集数据中挖掘并泛化长尾场景，渲染摄像头、激光雷达和毫米波雷达，使感知算法的反应与实路一致。\n\n" +
        "格式：OpenSCENARIO、OpenDRIVE、【自有格式】。数据须在【国家】境内处理。达标标准：渲染场景与实路的检测误差相差不超过【百分比】。",
      teaser: "一家整车企业寻找基于路采数据的真实长尾场景生成方案。",
    },
    de: {
      title: "Seltene Verkehrsszenen aus Fahrtaufnahmen für den Test automatisierten Fahrens",
      detail:
        "Unsere Testflotte in [Städten] zeichnet wöchentlich [Stunden] auf, doch Szenen wie [Beispiele] kommen kaum vor. " +
        "Gesucht ist ein Werkzeug, das seltene Szenen aus Aufnahmen findet und abwandelt und Kamera, Lidar und Radar so darstellt, dass unsere " +
        "Wahrnehmung wie auf der Straße reagiert.\n\nFormate: OpenSCENARIO, OpenDRIVE, [eigenes]. Verarbeitung in [Land]. " +
        "Erfolg: Der Fehler des Detektors weicht höchstens [Prozent] von dem auf der Straße ab.",
      teaser: "Ein Automobilhersteller sucht realistische seltene Verkehrsszenen aus Fahrtaufnahmen.",
    },
    ru: {
      title: "Редкие дорожные сцены из записей поездок для проверки автоматизированного вождения",
      detail:
        "Тестовый парк в [городах] записывает [часы] в неделю, но сцены вроде [примеры] почти не встречаются. " +
        "Нужен инструмент, который находит и варьирует редкие сцены и воссоздаёт камеру, лидар и радар так, чтобы восприятие реагировало как на дороге.\n\n" +
        "Форматы: OpenSCENARIO, OpenDRIVE, [свой]. Обработка в [стране]. " +
        "Успех: ошибка детектора отличается от дорожной не более чем на [процент].",
      teaser: "Автопроизводитель ищет реалистичные редкие дорожные сцены из записей поездок.",
    },
  },
  requirements: [
    {
      level: "must",
      text: {
        en: "Imports recorded drives and exports OpenSCENARIO",
        zh: "可导入路采数据并导出 OpenSCENARIO",
        de: "Liest Fahrtaufnahmen und schreibt OpenSCENARIO",
        ru: "Читает записи поездок и выдаёт OpenSCENARIO",
      },
    },
    {
      level: "should",
      text: {
        en: "Physical sensor models for lidar and radar",
        zh: "具备激光雷达和毫米波雷达的物理传感器模型",
        de: "Physikalische Sensormodelle für Lidar und Radar",
        ru: "Физические модели лидара и радара",
      },
    },
  ],
};
