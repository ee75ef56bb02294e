import { createFormatter } from "use-intl/core";
import { cityName, countryName } from "#contexts/companies/index.ts";
import { getBase } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { downloadHeaders } from "#platform/files/attachments.ts";
import { translator } from "#platform/i18n/translate.ts";
import { type Block, writePdf } from "#platform/pdf/page-writer.ts";
import { compareEntries } from "./comparison.ts";
import type { ComparisonView } from "./views.ts";

const mostEntries = 30;
const quiet = "#4a5b68";

/** The list as one document: the need's frame, then each company with facts, verdicts, reasons, votes and notes. */
export async function shortlistPdf(ctx: Context, needId: string): Promise<Response> {
  const comparison = await compareEntries(ctx, needId, undefined, mostEntries);
  const { need } = comparison;
  const t = await translator(ctx.locale);
  const format = await formatterOf(ctx);
  const today = format.dateTime(ctx.now(), { dateStyle: "long" });
  const bytes = await writePdf(await blocksOf(ctx, comparison), {
    title: need.title,
    author: ctx.actor.personName ?? "",
    language: ctx.locale,
    createdAt: ctx.now(),
    footer: (page, pages) => t("matching.report.footer", { date: today, page, pages }),
  });
  const name = `${
    need.title
      .replace(/[\\/:*?"<>|]+/g, " ")
      .slice(0, 80)
      .trim() || "shortlist"
  }.pdf`;
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: downloadHeaders(name, "application/pdf") });
}

/** Days are those of the base's calendar, whoever reads. */
async function formatterOf(ctx: Context) {
  return createFormatter({ locale: ctx.locale, timeZone: (await getBase(ctx))?.timeZone ?? "UTC" });
}

type Translator = Awaited<ReturnType<typeof translator>>;
type Column = ComparisonView["columns"][number];

async function blocksOf(ctx: Context, { need, columns }: ComparisonView): Promise<Block[]> {
  const t = await translator(ctx.locale);
  const format = await formatterOf(ctx);
  const frame = [
    need.unitName,
    need.ownerName,
    ...(need.decideBy
      ? [
          t("matching.report.decideBy", {
            date: format.dateTime(new Date(`${need.decideBy}T12:00:00Z`), { dateStyle: "medium" }),
          }),
        ]
      : []),
    ...(need.budgetMinor === null
      ? []
      : [format.number(need.budgetMinor / 100, { style: "currency", currency: need.budgetCurrency, maximumFractionDigits: 0 })]),
  ].filter(Boolean);
  return [
    { kind: "text", text: t("matching.report.title"), size: 9, colour: quiet },
    { kind: "text", text: need.title, size: 19, weight: "bold", after: 4 },
    { kind: "text", text: frame.join("  ·  "), colour: quiet, after: 8 },
    { kind: "text", text: need.detail, after: 10 },
    { kind: "rule" },
    ...(columns.length === 0 ? [{ kind: "text" as const, text: t("matching.shortlist.emptyTitle"), colour: quiet }] : []),
    ...columns.flatMap((column) => companyBlocks(ctx, t, column)),
  ];
}

function companyBlocks(ctx: Context, t: Translator, { entry, fit, summary, reasons, requirements, against }: Column): Block[] {
  const { company, tally, notes } = entry;
  const facts = [
    company.country ? countryName(company.country, ctx.locale) : null,
    company.city ? cityName(company.city, ctx.locale) : null,
    company.foundedYear ? t("matching.report.founded", { year: `${company.foundedYear}` }) : null,
    company.teamSize === null ? null : t("matching.report.people", { count: company.teamSize }),
    company.website,
  ].filter(Boolean);
  const indent = 12;
  return [
    { kind: "space", height: 8, keep: 110 },
    { kind: "text", text: [company.name, ...company.otherNames].join(" · "), size: 14, weight: "bold" },
    {
      kind: "text",
      text: [t(`matching.stages.${entry.stage}`), t("matching.report.fit", { fit: Math.round(fit * 100) }), ...facts].join(
        "  ·  ",
      ),
      colour: quiet,
      size: 9,
      after: 3,
    },
    { kind: "text", text: summary.text, after: 4 },
    ...requirements.map(
      ({ verdict, evidence, ...requirement }): Block => ({
        kind: "text",
        text: `${t(`matching.matches.verdict.${verdict}`)}  ·  ${requirementText(t, requirement)}${evidence.length > 0 ? `  (${evidence.join(", ")})` : ""}`,
        indent,
        colour: verdict === "failed" ? "#a01d1d" : undefined,
      }),
    ),
    ...(reasons.length > 0
      ? [
          {
            kind: "text" as const,
            text: `${t("matching.report.why")} ${reasons.join(", ")}`,
            before: 3,
          },
        ]
      : []),
    {
      kind: "text",
      text: t("matching.report.votes", { yes: tally.yes, maybe: tally.maybe, no: tally.no }),
      before: 3,
      colour: quiet,
    },
    ...entry.votes
      .filter(({ comment }) => comment !== "")
      .map(({ person, comment }): Block => ({ kind: "text", text: `${person.name ?? ""}: ${comment}`, indent })),
    ...notes.map(({ person, note }): Block => ({ kind: "text", text: `${person.name ?? ""}: ${note}`, indent })),
    ...against.flatMap((objection): Block[] =>
      objection.kind === "pass"
        ? [
            {
              kind: "text",
              text: t("matching.report.passed", {
                reason: t(`companies.passReasons.${objection.reasonCode}` as never),
                name: objection.personName ?? "–",
              }),
              colour: "#7a4b00",
              indent,
            },
          ]
        : [],
    ),
    { kind: "space", height: 6 },
    { kind: "rule" },
  ];
}

/** What is asked for, in words; a fact without a text of its own is told by its value. */
function requirementText(
  t: Translator,
  { level, kind, text, value }: { level: "must" | "should"; kind: string; text: string; value: Record<string, unknown> },
): string {
  const told = Object.values(value)
    .flat()
    .filter((part) => part !== null && part !== undefined)
    .join(", ");
  return `${t(`needs.level.${level}`)}: ${text || `${t(`needs.kind.${kind}` as never)} ${told}`}`;
}
