import { demoId } from "../clock.ts";
import { inThree as text } from "../wording.ts";

export const demoTracks = [
  { key: "driving", label: text("Driving", "驾驶", "Fahren") },
  { key: "cabin", label: text("Cabin", "座舱", "Innenraum") },
  { key: "data", label: text("Data and software", "数据与软件", "Daten und Software") },
  { key: "plant", label: text("Plant", "工厂", "Werk") },
];

/** A joint call in review: both doors, both operators decide. */
export const connectedCarCall = {
  slug: "connected-car-2026",
  isJoint: true,
  mode: "window",
  opensAt: "2026-09-07T01:00:00Z",
  softDeadlineAt: "2026-11-01T15:59:00Z",
  hardDeadlineAt: "2026-11-15T15:59:00Z",
  title: text("The connected car and its plant", "智能网联汽车与工厂", "Das vernetzte Auto und sein Werk"),
  teaser: text(
    "Driving, cabin, data and plant: solutions that work in four months, with cloud from one operator and a first order from the other.",
    "驾驶、座舱、数据与工厂：四个月内可落地的方案，一方提供云资源，另一方给出首个订单。",
    "Fahren, Innenraum, Daten und Werk: Lösungen, die in vier Monaten laufen, mit Cloud des einen und einem ersten Auftrag des anderen Betreibers.",
  ),
  description: text(
    "Four tracks, one application. Every application is read by three people of both operators; before the jury meets, you are asked for a plan of the pilot.\n\nA pilot lasts at most four months and is paid. What follows if it succeeds is agreed before it starts.",
    "四个赛道，一份申请。每份申请由双方三位评审人审阅；评审会之前，我们会请您提交试点计划。\n\n试点最长四个月，为付费试点；达标后的安排在开始前商定。",
    "Vier Themenfelder, eine Bewerbung. Jede Bewerbung lesen drei Menschen beider Betreiber; vor der Jury bitten wir um einen Plan des Piloten.\n\nEin Pilot dauert höchstens vier Monate und wird bezahlt. Was folgt, wenn er gelingt, steht vorher fest.",
  ),
  faq: [
    {
      question: text("May we apply with two products?", "可以用两个产品申请吗？", "Dürfen wir uns mit zwei Produkten bewerben?"),
      answer: text(
        "Choose the one that is furthest; the other can follow through the open door.",
        "请选择更成熟的一个，另一个可走常年开放通道。",
        "Wählen Sie das reifere; das andere kann durch die offene Tür folgen.",
      ),
    },
  ],
  tracks: demoTracks,
  rules: [
    {
      id: demoId("rule-connected-age"),
      kind: "age",
      maximum: 10,
      reason: text("The programme is for young firms.", "本计划面向初创企业。", "Das Programm ist für junge Firmen."),
    },
    {
      id: demoId("rule-connected-legal"),
      kind: "legalEntity",
      reason: text(
        "A first order needs a firm that can send a bill.",
        "首个订单需要能够开具发票的企业。",
        "Ein erster Auftrag braucht eine Firma, die eine Rechnung stellen kann.",
      ),
    },
  ],
  promisedDays: { screening: 5, review: 34, waitlist: 45 },
};
