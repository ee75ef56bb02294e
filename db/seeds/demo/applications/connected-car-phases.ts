import { inThree as text } from "../wording.ts";

const anchors = (lowest: [string, string, string], middle: [string, string, string], highest: [string, string, string]) => [
  text(...lowest),
  text("Below expectations", "低于预期", "Unter den Erwartungen"),
  text(...middle),
  text("Above expectations", "高于预期", "Über den Erwartungen"),
  text(...highest),
];

/** What a review scores, each score with what it means. */
export const reviewRubric = [
  {
    key: "fit",
    label: text("Fit to the base", "与基地的契合度", "Passung zur Basis"),
    weight: 30,
    anchors: anchors(
      ["No unit would use it", "没有部门会使用", "Keine Einheit würde es nutzen"],
      ["One unit could use it", "一个部门可使用", "Eine Einheit könnte es nutzen"],
      ["Several units wait for it", "多个部门迫切需要", "Mehrere Einheiten warten darauf"],
    ),
  },
  {
    key: "evidence",
    label: text("Evidence", "证据", "Belege"),
    weight: 25,
    anchors: anchors(
      ["Claims only", "只有主张", "Nur Behauptungen"],
      ["Measured by themselves", "自行测量", "Selbst gemessen"],
      ["Confirmed by others, in use", "第三方确认并在用", "Von anderen bestätigt, im Einsatz"],
    ),
  },
  {
    key: "novelty",
    label: text("What is new", "创新性", "Neuheit"),
    weight: 20,
    anchors: anchors(
      ["Sold by many", "市场常见", "Bieten viele an"],
      ["Better than usual", "优于同类", "Besser als üblich"],
      ["Nobody else does it", "独一无二", "Macht sonst niemand"],
    ),
  },
  {
    key: "team",
    label: text("Team", "团队", "Team"),
    weight: 10,
    mayAbstain: true,
    anchors: anchors(
      ["Cannot deliver", "无法交付", "Kann nicht liefern"],
      ["Can deliver with help", "需支持可交付", "Kann mit Hilfe liefern"],
      ["Has delivered this before", "已有同类交付", "Hat das schon geliefert"],
    ),
  },
  {
    key: "pilot",
    label: text("Pilot in four months", "四个月试点可行性", "Pilot in vier Monaten"),
    weight: 15,
    anchors: anchors(
      ["Not possible", "不可行", "Nicht möglich"],
      ["Possible with cuts", "可部分实现", "Mit Abstrichen möglich"],
      ["Could begin tomorrow", "可立即开始", "Könnte morgen beginnen"],
    ),
  },
];

const yesPartlyNo = [text("No", "否", "Nein"), text("Partly", "部分", "Teilweise"), text("Yes", "是", "Ja")];
const screeningRubric = [
  { key: "complete", label: text("Complete", "完整", "Vollständig"), weight: 1, anchors: yesPartlyNo },
  { key: "fits", label: text("Fits a track", "符合赛道", "Passt zu einem Themenfeld"), weight: 2, anchors: yesPartlyNo },
];

/** Screening is over, the review is open, the jury comes in December. */
export const connectedCarPhases = [
  {
    kind: "screening",
    opensAt: "2026-09-21T01:00:00Z",
    closesAt: "2026-11-20T10:00:00Z",
    isBlind: false,
    otherReviews: "always",
    otherScores: "always",
    reviewerNames: "always",
    rubrics: { default: screeningRubric },
    reviewsWanted: 1,
  },
  {
    kind: "review",
    opensAt: "2026-11-03T01:00:00Z",
    // Open as long as the demo base is looked at.
    closesAt: null,
    isBlind: false,
    otherReviews: "afterOwn",
    otherScores: "afterOwn",
    reviewerNames: "afterOwn",
    rubrics: { default: reviewRubric },
    reviewsWanted: 3,
  },
  {
    kind: "jury",
    opensAt: "2026-12-07T01:00:00Z",
    closesAt: null,
    isBlind: true,
    otherReviews: "never",
    otherScores: "never",
    reviewerNames: "never",
    rubrics: { default: reviewRubric.filter(({ key }) => key === "fit" || key === "pilot") },
    reviewsWanted: 4,
  },
];
