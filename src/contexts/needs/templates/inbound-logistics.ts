import type { NeedTemplate } from "./need-template.ts";

export const logisticsTemplate: NeedTemplate = {
  id: "inbound-logistics",
  field: "logistics",
  topics: ["supply-chain-visibility", "industrial-iot"],
  texts: {
    en: {
      title: "Arrival forecast for inbound parts of [plant]",
      detail:
        "[Number] lorries and [number] containers a day bring parts to [plant]; we learn of delays from phone calls. " +
        "We look for a forecast of arrival per delivery note, at least [hours] ahead, from carrier positions, traffic, weather and port data, " +
        "without a device in every lorry.\n\nCarriers: [number], of which [number] deliver positions. It must connect to [system]. " +
        "Success: [percent] of the forecasts within [minutes] over [weeks] weeks.",
      teaser: "A vehicle plant looks for reliable arrival forecasts of inbound parts.",
    },
    zh: {
      title: "【工厂】入厂零件的到货预测",
      detail:
        "每天有【数量】辆卡车和【数量】个集装箱向【工厂】送货，延误只能靠电话得知。" +
        "希望结合承运商位置、路况、天气和港口数据，按送货单提前至少【小时】预测到货时间，且不必在每辆车上加装设备。\n\n" +
        "承运商【数量】家，其中【数量】家提供位置。需对接【系统】。达标标准：连续【周】周有【百分比】的预测误差在【分钟】以内。",
      teaser: "一家整车工厂寻找可靠的入厂零件到货预测方案。",
    },
    de: {
      title: "Ankunftsprognose für eingehende Teile im Werk [Werk]",
      detail:
        "Täglich bringen [Anzahl] Lkw und [Anzahl] Container Teile ins Werk [Werk]; von Verspätungen erfahren wir am Telefon. " +
        "Gesucht ist eine Ankunftsprognose je Lieferschein, mindestens [Stunden] im Voraus, aus Positionen der Spediteure, Verkehr, Wetter und Hafendaten, " +
        "ohne Gerät in jedem Lkw.\n\nSpediteure: [Anzahl], davon liefern [Anzahl] Positionen. Anschluss an [System]. " +
        "Erfolg: [Prozent] der Prognosen über [Wochen] Wochen auf [Minuten] genau.",
      teaser: "Ein Fahrzeugwerk sucht verlässliche Ankunftsprognosen für eingehende Teile.",
    },
    ru: {
      title: "Прогноз прибытия деталей на завод [завод]",
      detail:
        "Ежедневно [число] грузовиков и [число] контейнеров везут детали на [завод]; о задержках мы узнаём по телефону. " +
        "Нужен прогноз прибытия по каждой накладной не менее чем за [часы], по положению перевозчиков, движению, погоде и портам, " +
        "без прибора в каждом грузовике.\n\nПеревозчиков: [число], из них [число] передают положение. Подключение к [системе]. " +
        "Успех: [процент] прогнозов с точностью [минуты] за [недели] недель.",
      teaser: "Автозавод ищет надёжный прогноз прибытия деталей.",
    },
  },
  requirements: [
    {
      level: "must",
      text: {
        en: "Works with carriers' existing systems, no hardware in the lorry",
        zh: "对接承运商现有系统，无需在车上装硬件",
        de: "Arbeitet mit vorhandenen Systemen der Spediteure, keine Hardware im Lkw",
        ru: "Работает с системами перевозчиков, без приборов в грузовике",
      },
    },
    {
      level: "should",
      text: {
        en: "Names the cause of a forecast delay",
        zh: "能给出预测延误的原因",
        de: "Nennt die Ursache einer erwarteten Verspätung",
        ru: "Называет причину ожидаемой задержки",
      },
    },
  ],
};
