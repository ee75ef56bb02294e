import type { Block } from "#platform/pdf/page-writer.ts";
import type { ResultView } from "../closing-views.ts";
import { colours, heading } from "./report-style.ts";
import type { ReportWords } from "./report-words.ts";

/** What was promised for the case of success, and whether it was carried out. */
export function consequenceBlocks({ t, day, instant }: ReportWords, { consequence }: ResultView): Block[] {
  if (!consequence || (!consequence.nextOrder && !consequence.dueOn)) return [];
  const { nextOrder, dueOn, doneAt, isOverdue } = consequence;
  const standing = doneAt
    ? t("evaluation.report.carriedOut", { day: instant(doneAt) })
    : dueOn
      ? t(isOverdue ? "evaluation.report.overdueSince" : "evaluation.report.dueOn", { day: day(dueOn) })
      : t("evaluation.report.notDue");
  return [
    ...heading(t("evaluation.consequence.title")),
    ...(nextOrder ? [{ kind: "text" as const, text: nextOrder, after: 3 }] : []),
    {
      kind: "text",
      text: standing,
      weight: "bold",
      colour: doneAt ? colours.good : isOverdue ? colours.bad : colours.quiet,
      after: 4,
    },
  ];
}

/** The rows of the adoption ledger with their sums; the host's own. */
export function adoptionBlocks({ t, day, money }: ReportWords, { rows, sums }: NonNullable<ResultView["adoption"]>): Block[] {
  if (rows.length === 0) return [];
  const sign = (reverses: string | null) => (reverses ? -1 : 1);
  return [
    ...heading(t("evaluation.ledger.name")),
    {
      kind: "table",
      columns: [
        { header: t("evaluation.ledger.day"), share: 1.6 },
        { header: t("evaluation.ledger.title"), share: 4 },
        { header: t("evaluation.ledger.planned"), share: 2, align: "right" },
        { header: t("evaluation.ledger.realised"), share: 2, align: "right" },
      ],
      rows: [
        ...rows.map(({ happenedOn, kind, title, plannedMinor, realisedMinor, currency, reversesId }) => [
          day(happenedOn),
          `${t(`evaluation.kinds.${kind}`)}: ${title}${reversesId ? ` (${t("evaluation.adoption.reversal")})` : ""}`,
          money(sign(reversesId) * plannedMinor, currency),
          money(sign(reversesId) * realisedMinor, currency),
        ]),
        ...sums.map(({ currency, plannedMinor, realisedMinor }) => [
          "",
          { text: t("evaluation.ledger.sum", { currency }), weight: "bold" as const },
          { text: money(plannedMinor, currency), weight: "bold" as const },
          { text: money(realisedMinor, currency), weight: "bold" as const },
        ]),
      ],
      after: 6,
    },
  ];
}
