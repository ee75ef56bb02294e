import { lineChart } from "#platform/pdf/line-chart.ts";
import type { Block } from "#platform/pdf/page-writer.ts";
import { reachOf } from "../queries/measurement-charts.ts";
import type { MeasuredCriterion } from "../running-views.ts";
import { colours, heading } from "./report-style.ts";
import type { ReportWords } from "./report-words.ts";

interface Span {
  startsOn: string | null;
  endsOn: string | null;
}

/** What was agreed on against what was measured: one table, then the way of each criterion as a picture. */
export function criteriaBlocks(words: ReportWords, criteria: readonly MeasuredCriterion[], span: Span): Block[] {
  const { t, value } = words;
  return [
    ...heading(t("evaluation.report.criteria"), 120),
    {
      kind: "table",
      after: 10,
      columns: [
        { header: t("evaluation.report.criterion"), share: 4.4 },
        { header: t("evaluation.figures.baseline"), share: 2.2, align: "right" },
        { header: t("evaluation.figures.target"), share: 3.2, align: "right" },
        { header: t("evaluation.figures.last"), share: 2.4, align: "right" },
        { header: t("evaluation.report.verdict"), share: 2.4 },
      ],
      rows: criteria.map((criterion) => [
        `${criterion.number}. ${criterion.metric}`,
        value(criterion.baseline, criterion.unit),
        t(`evaluation.comparison.${criterion.comparison}`, { value: value(criterion.target, criterion.unit) }),
        value(criterion.judgement ? criterion.judgedValue : (criterion.last?.value ?? null), criterion.unit),
        verdictCell(words, criterion),
      ]),
    },
    ...criteria.flatMap((criterion) => pictureBlocks(words, criterion, span)),
  ];
}

const verdictColour = { met: colours.good, partly: colours.warn, missed: colours.bad };

const verdictCell = ({ t }: ReportWords, { judgement }: MeasuredCriterion) =>
  judgement
    ? { text: t(`evaluation.judgement.${judgement}`), weight: "bold" as const, colour: verdictColour[judgement] }
    : { text: t("evaluation.report.unjudged"), colour: colours.quiet };

function pictureBlocks(words: ReportWords, criterion: MeasuredCriterion, { startsOn, endsOn }: Span): Block[] {
  const { t, value } = words;
  const { metric, number, unit, method, measuredBy, judgementReason, judgedByName, target, baseline, comparison } = criterion;
  const counted = criterion.measurements.filter(({ replacedById }) => replacedById === null);
  const who = t("evaluation.measuredBy", { who: t(`evaluation.measurers.${measuredBy}`) });
  const [low, high] = reachOf(criterion);
  const first = counted[0]?.measuredOn;
  return [
    { kind: "space", height: 4, keep: 160 },
    { kind: "text", text: `${number}. ${metric}`, weight: "bold", size: 10.5 },
    { kind: "text", text: [who, method].filter(Boolean).join("  ·  "), size: 8.5, colour: colours.quiet, after: 4 },
    ...(first
      ? [
          lineChart({
            points: counted.map(({ measuredOn, value: measured }) => ({ day: measuredOn, value: measured })),
            from: [startsOn ?? first, first].sort()[0]!,
            to: [endsOn ?? first, counted.at(-1)!.measuredOn].sort().at(-1)!,
            low,
            high,
            target: { value: target, label: `${t("evaluation.chart.target")} ${value(target, unit)}` },
            baseline:
              baseline === null ? null : { value: baseline, label: `${t("evaluation.chart.baseline")} ${value(baseline, unit)}` },
            good: comparison === "atLeast" ? [target, high] : comparison === "atMost" ? [low, target] : [target, target],
            dayText: words.axisDay,
            valueText: words.number,
          }),
        ]
      : [{ kind: "text" as const, text: t("evaluation.report.unmeasured"), size: 9, colour: colours.quiet }]),
    ...(judgementReason
      ? [{ kind: "text" as const, text: `${judgedByName}: ${judgementReason}`.replace(/^: /, ""), size: 9, before: 2 }]
      : []),
    { kind: "space", height: 8 },
  ];
}
