import type { NeedTemplate } from "./need-template.ts";

export const chargingTemplate: NeedTemplate = {
  id: "charging-operations",
  field: "electrification",
  topics: ["charging", "grid-integration"],
  texts: {
    en: {
      title: "Charging control for [number] vehicles behind one grid connection",
      detail:
        "At [site] up to [number] vehicles must be charged by [time], while the grid connection allows [kilowatts]. " +
        "We look for software that plans charging by departure time, battery state and electricity price, speaks OCPP with chargers of [makers], " +
        "and keeps working when the network fails.\n\nOn site: [photovoltaics, stationary storage]. Data: [meter, fleet plan]. " +
        "Success: no vehicle late over [weeks] weeks and peak load down by [percent].",
      teaser: "A vehicle site looks for charging control for many vehicles behind one grid connection.",
    },
    zh: {
      title: "单一并网点下【数量】辆车的有序充电",
      detail:
        "【地点】最多有【数量】辆车需要在【时间】前充好电，而并网容量只有【千瓦】。" +
        "希望有软件能按出发时间、电池状态和电价安排充电，通过 OCPP 接入【厂商】充电桩，断网时仍能工作。\n\n" +
        "现场条件：【光伏、储能】。数据：【电表、用车计划】。达标标准：连续【周】周无车辆延误，峰值负荷下降【百分比】。",
      teaser: "一处车辆场站寻找单一并网点下的有序充电方案。",
    },
    de: {
      title: "Ladesteuerung für [Anzahl] Fahrzeuge hinter einem Netzanschluss",
      detail:
        "Am Standort [Standort] müssen bis zu [Anzahl] Fahrzeuge bis [Uhrzeit] geladen sein, der Netzanschluss erlaubt [Kilowatt]. " +
        "Gesucht ist Software, die nach Abfahrtszeit, Batteriestand und Strompreis plant, über OCPP mit Ladepunkten von [Hersteller] spricht " +
        "und bei Netzausfall weiterarbeitet.\n\nVor Ort: [Photovoltaik, Speicher]. Daten: [Zähler, Fahrtenplan]. " +
        "Erfolg: über [Wochen] Wochen kein verspätetes Fahrzeug und [Prozent] weniger Lastspitze.",
      teaser: "Ein Fahrzeugstandort sucht eine Ladesteuerung für viele Fahrzeuge hinter einem Netzanschluss.",
    },
    ru: {
      title: "Управление зарядкой [числа] автомобилей за одним подключением к сети",
      detail:
        "На площадке [место] до [число] автомобилей нужно зарядить к [время], а подключение допускает [киловатты]. " +
        "Нужна программа, которая планирует зарядку по времени выезда, заряду и цене энергии, работает со станциями [производители] по OCPP " +
        "и не останавливается при потере связи.\n\nНа площадке: [солнечные панели, накопитель]. Данные: [счётчики, план поездок]. " +
        "Успех: за [недели] недель ни одного опоздания и пик нагрузки ниже на [процент].",
      teaser: "Автомобильная площадка ищет управление зарядкой многих машин за одним подключением.",
    },
  },
  requirements: [
    {
      level: "must",
      text: {
        en: "OCPP 1.6 and 2.0.1 with chargers of several makers",
        zh: "支持 OCPP 1.6 与 2.0.1，兼容多家充电桩",
        de: "OCPP 1.6 und 2.0.1 mit Ladepunkten mehrerer Hersteller",
        ru: "OCPP 1.6 и 2.0.1 со станциями нескольких производителей",
      },
    },
    {
      level: "should",
      text: {
        en: "Includes photovoltaics and stationary storage in the plan",
        zh: "可将光伏和储能纳入调度",
        de: "Bezieht Photovoltaik und stationäre Speicher in die Planung ein",
        ru: "Учитывает солнечные панели и стационарный накопитель",
      },
    },
  ],
};
