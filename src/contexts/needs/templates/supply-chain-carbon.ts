import type { NeedTemplate } from "./need-template.ts";

export const carbonTemplate: NeedTemplate = {
  id: "supply-chain-carbon",
  field: "sustainability",
  topics: ["carbon-accounting", "sustainable-supply-chain"],
  certificates: ["ISO 27001"],
  texts: {
    en: {
      title: "Product carbon footprint of [material] from measured supplier data",
      detail:
        "For [parts] we report emissions from industry averages. We want values from [number] suppliers down to tier [tier], " +
        "calculated from meter and batch data and checked against forgery, without suppliers showing us recipes or prices.\n\n" +
        "Exchange format: [Catena-X / PACT]. Regulation to be met: [battery passport, CBAM]. " +
        "Success: [percent] of the purchased mass covered with primary data within [months] months.",
      teaser: "A car maker looks for carbon footprints of parts from measured supplier data.",
    },
    zh: {
      title: "基于供应商实测数据的【材料】产品碳足迹",
      detail:
        "【零件】的排放目前按行业平均值核算。希望从【数量】家供应商直至第【层级】级，" +
        "用电表和批次数据计算并可防篡改校验，同时供应商无需公开配方和价格。\n\n" +
        "数据交换格式：【Catena-X / PACT】。需满足的法规：【电池护照、碳边境调节机制】。达标标准：【月】个月内【百分比】的采购量由一手数据覆盖。",
      teaser: "一家整车企业寻找基于供应商实测数据的零件碳足迹方案。",
    },
    de: {
      title: "CO₂-Fußabdruck von [Werkstoff] aus gemessenen Lieferantendaten",
      detail:
        "Für [Bauteile] berichten wir Emissionen aus Branchenmitteln. Wir wollen Werte von [Anzahl] Lieferanten bis zur Stufe [Stufe], " +
        "berechnet aus Zähler- und Chargendaten und gegen Fälschung geprüft, ohne dass Lieferanten Rezepturen oder Preise zeigen.\n\n" +
        "Austauschformat: [Catena-X / PACT]. Zu erfüllen: [Batteriepass, CBAM]. " +
        "Erfolg: [Prozent] der gekauften Masse in [Monaten] Monaten mit Primärdaten belegt.",
      teaser: "Ein Automobilhersteller sucht CO₂-Fußabdrücke von Bauteilen aus gemessenen Lieferantendaten.",
    },
    ru: {
      title: "Углеродный след [материала] по измеренным данным поставщиков",
      detail:
        "Для [деталей] мы отчитываемся по средним отраслевым значениям. Нужны данные [числа] поставщиков до уровня [уровень], " +
        "рассчитанные по счётчикам и партиям и защищённые от подделки, без раскрытия рецептур и цен.\n\n" +
        "Формат обмена: [Catena-X / PACT]. Требования: [паспорт батареи, CBAM]. " +
        "Успех: [процент] закупленной массы покрыт первичными данными за [месяцы] месяцев.",
      teaser: "Автопроизводитель ищет расчёт углеродного следа деталей по измеренным данным поставщиков.",
    },
  },
  requirements: [
    {
      level: "must",
      text: {
        en: "Calculates from primary data of suppliers, not from averages alone",
        zh: "基于供应商一手数据计算，而非仅用平均值",
        de: "Rechnet mit Primärdaten der Lieferanten, nicht nur mit Mittelwerten",
        ru: "Расчёт по первичным данным поставщиков, а не только по средним",
      },
    },
    {
      level: "should",
      text: {
        en: "Connects to Catena-X or the PACT exchange",
        zh: "可接入 Catena-X 或 PACT 交换网络",
        de: "Anschluss an Catena-X oder den PACT-Austausch",
        ru: "Подключение к Catena-X или обмену PACT",
      },
    },
  ],
};
