import type { NeedTemplate } from "./need-template.ts";

export const batteryTemplate: NeedTemplate = {
  id: "battery-diagnostics",
  field: "electrification",
  topics: ["battery-management"],
  texts: {
    en: {
      title: "State of health of traction batteries without opening the pack",
      detail:
        "We take back about [number] high-voltage packs a month and must decide for each one: reuse, repair or recycle. " +
        "Today a full charge and discharge cycle on the test bench takes [hours]. We look for a method that estimates capacity and internal " +
        "resistance of each module within [minutes] through the existing diagnostic or charging port.\n\n" +
        "Cell chemistry: [NMC / LFP]. Data we can give: [fleet data, bench measurements, number of packs]. " +
        "The result is good when the estimate differs from the bench by no more than [percent] state of health.",
      teaser: "A car maker looks for fast, non-destructive diagnostics of used traction batteries.",
    },
    zh: {
      title: "无需拆包的动力电池健康状态快速诊断",
      detail:
        "我们每月回收约【数量】个高压电池包，需要逐一判断梯次利用、维修还是回收。目前在台架上做一次完整充放电需要【小时】。" +
        "希望找到一种方法，通过现有诊断口或充电口，在【分钟】内估算每个模组的容量和内阻。\n\n" +
        "电芯体系：【三元 / 磷酸铁锂】。可提供的数据：【车队数据、台架测量、电池包数量】。与台架结果相比，健康状态误差不超过【百分比】即视为达标。",
      teaser: "一家整车企业寻找退役动力电池的快速无损诊断方案。",
    },
    de: {
      title: "Gesundheitszustand von Traktionsbatterien ohne Öffnen des Packs",
      detail:
        "Wir nehmen monatlich etwa [Anzahl] Hochvoltspeicher zurück und müssen für jeden entscheiden: Weiterverwendung, Reparatur oder Recycling. " +
        "Heute dauert ein voller Lade- und Entladezyklus am Prüfstand [Stunden]. Gesucht ist ein Verfahren, das Kapazität und Innenwiderstand " +
        "jedes Moduls innerhalb von [Minuten] über die vorhandene Diagnose- oder Ladeschnittstelle abschätzt.\n\n" +
        "Zellchemie: [NMC / LFP]. Daten, die wir geben können: [Flottendaten, Prüfstandsmessungen, Anzahl Packs]. " +
        "Das Ergebnis ist gut, wenn die Schätzung höchstens [Prozent] vom Prüfstand abweicht.",
      teaser: "Ein Automobilhersteller sucht eine schnelle, zerstörungsfreie Diagnose gebrauchter Traktionsbatterien.",
    },
    ru: {
      title: "Оценка состояния тяговых батарей без вскрытия корпуса",
      detail:
        "Каждый месяц мы принимаем около [число] высоковольтных батарей и для каждой решаем: повторное применение, ремонт или переработка. " +
        "Сейчас полный цикл заряда и разряда на стенде занимает [часы]. Нужен метод, который за [минуты] оценивает ёмкость и внутреннее " +
        "сопротивление каждого модуля через штатный диагностический или зарядный разъём.\n\n" +
        "Химия ячеек: [NMC / LFP]. Данные, которые мы можем дать: [данные парка, стендовые измерения, число батарей]. " +
        "Результат хорош, если оценка отличается от стенда не более чем на [процент].",
      teaser: "Автопроизводитель ищет быструю неразрушающую диагностику бывших в употреблении тяговых батарей.",
    },
  },
  requirements: [
    {
      level: "must",
      text: {
        en: "Estimates state of health per module, not only for the whole pack",
        zh: "能给出每个模组的健康状态，而不仅是整包",
        de: "Gesundheitszustand je Modul, nicht nur für den ganzen Pack",
        ru: "Оценка состояния каждого модуля, а не только всей батареи",
      },
    },
    {
      level: "should",
      text: {
        en: "Impedance spectroscopy or an equivalent physical model, not only statistics",
        zh: "采用阻抗谱或等效物理模型，而不只是统计方法",
        de: "Impedanzspektroskopie oder ein gleichwertiges physikalisches Modell, nicht nur Statistik",
        ru: "Импедансная спектроскопия или равноценная физическая модель, а не только статистика",
      },
    },
  ],
};
