import type { Block } from "#platform/pdf/page-writer.ts";
import type { ResultView } from "../closing-views.ts";
import type { HoldReason, PilotState, StopReason } from "../pilot.ts";
import { adoptionBlocks, consequenceBlocks } from "./adoption-blocks.ts";
import { criteriaBlocks } from "./criteria-blocks.ts";
import type { ReportFacts } from "./report-facts.ts";
import { colours, heading } from "./report-style.ts";
import type { ReportWords } from "./report-words.ts";

/** The closing report from top to bottom, as one side reads it. */
export function reportBlocks(words: ReportWords, facts: ReportFacts, result: ResultView): Block[] {
  return [
    ...titleBlocks(words, facts, result),
    ...frameBlocks(words, facts),
    ...criteriaBlocks(words, result.criteria, facts.pilot),
    ...consequenceBlocks(words, result),
    ...(result.adoption ? adoptionBlocks(words, result.adoption) : []),
    ...lessonBlocks(words, result),
    ...gateBlocks(words, facts),
    ...moneyBlocks(words, facts),
    ...readinessBlocks(words, facts),
    ...referenceBlocks(words, result),
  ];
}

const resultColour = { met: colours.good, partly: colours.warn, missed: colours.bad };

function titleBlocks(
  { t, instant, day }: ReportWords,
  { pilot, names, isHost }: ReportFacts,
  { result, evaluatedAt }: ResultView,
): Block[] {
  const state = t(`pilots.state.${pilot.state}`);
  const verdict = result ? t(`evaluation.result.${result}`) : t("evaluation.report.open");
  const period = `${day(pilot.startsOn)} – ${day(pilot.endsOn)}`;
  return [
    { kind: "text", text: `${t("evaluation.report.title")}  ·  ${pilot.number}`, size: 9, colour: colours.quiet },
    { kind: "text", text: pilot.title, size: 20, weight: "bold", after: 3 },
    { kind: "text", text: `${names.host}, ${names.unit}  ·  ${names.company}  ·  ${period}`, colour: colours.quiet, after: 8 },
    { kind: "rule" },
    { kind: "text", text: verdict, size: 14, weight: "bold", colour: result ? resultColour[result] : colours.quiet },
    {
      kind: "text",
      text: [state, evaluatedAt ? t("evaluation.report.evaluatedOn", { day: instant(evaluatedAt) }) : null]
        .filter(Boolean)
        .join("  ·  "),
      colour: colours.quiet,
      after: 2,
    },
    ...(isHost
      ? [{ kind: "text" as const, text: t("evaluation.report.hostOnly"), size: 8.5, colour: colours.bad, after: 2 }]
      : []),
  ];
}

function frameBlocks(words: ReportWords, { pilot, names, sponsorName, isHost }: ReportFacts): Block[] {
  const { t, day, money } = words;
  const rows: [string, string | null][] = [
    [t("evaluation.report.owner"), pilot.problemOwnerName],
    ...(isHost ? ([[t("evaluation.report.sponsor"), sponsorName]] as [string, string | null][]) : []),
    [t("evaluation.report.startup"), [names.company, pilot.startupContactName].filter(Boolean).join(", ")],
    [
      t("evaluation.report.period"),
      `${day(pilot.startsOn)} – ${day(pilot.endsOn)}${
        pilot.extendedFromOn ? ` (${t("evaluation.report.extendedFrom", { day: day(pilot.extendedFromOn) })})` : ""
      }`,
    ],
    [t("evaluation.report.decision"), day(pilot.decisionOn)],
    ...(isHost && pilot.budgetMinor !== null
      ? ([[t("evaluation.report.budget"), money(pilot.budgetMinor, pilot.budgetCurrency ?? "CNY")]] as [string, string][])
      : []),
  ];
  return [
    ...heading(t("evaluation.report.short")),
    ...(pilot.scope ? [{ kind: "text" as const, text: pilot.scope, after: 8 }] : []),
    {
      kind: "table",
      columns: [
        { header: t("evaluation.report.fact"), share: 1 },
        { header: t("evaluation.report.answer"), share: 2.4 },
      ],
      rows: rows.map(([name, value]) => [{ text: name, colour: colours.quiet }, value || "–"]),
      after: 6,
    },
  ];
}

function lessonBlocks({ t }: ReportWords, { lessons }: ResultView): Block[] {
  if (lessons.length === 0) return [];
  return [
    ...heading(t("evaluation.lessons.title")),
    ...lessons.flatMap(({ kind, text, side, isShared }): Block[] => [
      {
        kind: "text",
        text: [t(`evaluation.lessonKinds.${kind}`), t(`evaluation.sides.${side}`), isShared ? "" : t("evaluation.lessons.own")]
          .filter(Boolean)
          .join("  ·  "),
        size: 8.5,
        colour: colours.quiet,
      },
      { kind: "text", text, after: 6 },
    ]),
  ];
}

function gateBlocks({ t, instant, day }: ReportWords, { gates }: ReportFacts): Block[] {
  const said = (gate: ReportFacts["gates"][number]) =>
    [
      gate.reason ? t(`pilots.reason.${gate.reason as HoldReason | StopReason}`) : "",
      gate.untilOn ? t("evaluation.report.until", { day: day(gate.untilOn) }) : "",
      gate.told,
      gate.note ? `${t("evaluation.report.internal")} ${gate.note}` : "",
    ]
      .filter(Boolean)
      .join("\n");
  return [
    ...heading(t("evaluation.report.gates")),
    {
      kind: "table",
      size: 8.5,
      after: 6,
      columns: [
        { header: t("evaluation.report.day"), share: 1.5 },
        { header: t("evaluation.report.said"), share: 2.1 },
        { header: t("evaluation.report.who"), share: 1.8 },
        { header: t("evaluation.report.why"), share: 3.8 },
      ],
      rows: gates.map((gate) => [
        instant(gate.decidedAt),
        `${t(`pilots.verdict.${gate.verdict}`)} → ${t(`pilots.state.${gate.toState as PilotState}`)}`,
        gate.personName,
        said(gate) || "–",
      ]),
    },
  ];
}

function moneyBlocks({ t, money }: ReportWords, { orders }: ReportFacts): Block[] {
  if (orders.length === 0) return [];
  return [
    ...heading(t("evaluation.report.money")),
    {
      kind: "table",
      after: 6,
      columns: [
        { header: t("evaluation.report.order"), share: 2.4 },
        { header: t("evaluation.report.orderState"), share: 2 },
        { header: t("evaluation.report.amount"), share: 2, align: "right" },
        { header: t("evaluation.report.invoiced"), share: 2, align: "right" },
        { header: t("evaluation.report.paid"), share: 2, align: "right" },
      ],
      rows: orders.map(({ number, state, amountMinor, invoicedMinor, paidMinor, currency }) => [
        number,
        t(`orders.orderState.${state}`),
        money(amountMinor, currency),
        money(invoicedMinor, currency),
        money(paidMinor, currency),
      ]),
    },
  ];
}

function readinessBlocks({ t, day }: ReportWords, { readiness }: ReportFacts): Block[] {
  const needed = readiness.filter(({ state }) => state !== "notNeeded");
  if (needed.length === 0) return [];
  const taken = (days: number) => t("evaluation.report.workdays", { count: days });
  return [
    ...heading(t("evaluation.report.readiness")),
    {
      kind: "table",
      size: 8.5,
      after: 6,
      columns: [
        { header: t("evaluation.report.item"), share: 3 },
        { header: t("evaluation.report.from"), share: 1.7 },
        { header: t("evaluation.report.accepted"), share: 1.7 },
        { header: t("evaluation.report.byStartup"), share: 1.9, align: "right" },
        { header: t("evaluation.report.byHost"), share: 1.9, align: "right" },
      ],
      rows: needed.map(({ kind, startedOn, acceptedOn, startupDaysTaken, hostDaysTaken }) => [
        t(`readiness.kind.${kind}`),
        day(startedOn),
        day(acceptedOn),
        taken(startupDaysTaken),
        taken(hostDaysTaken),
      ]),
    },
  ];
}

function referenceBlocks({ t }: ReportWords, { references }: ResultView): Block[] {
  if (!references) return [];
  const line = (side: "host" | "startup") =>
    `${t(`evaluation.sides.${side}`)}: ${t(`evaluation.permissions.${references[side] ?? "open"}`)}`;
  return [
    ...heading(t("evaluation.references.title")),
    { kind: "text", text: line("host") },
    { kind: "text", text: line("startup") },
  ];
}
