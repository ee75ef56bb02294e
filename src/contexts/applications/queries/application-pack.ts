import { countryName, type Field } from "#contexts/companies/index.ts";
import { auditAll } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allowToSee, DomainError } from "#platform/errors.ts";
import { downloadHeaders } from "#platform/files/attachments.ts";
import { type Block, writePdf } from "#platform/pdf/page-writer.ts";
import { hasAnswer } from "../form/answer.ts";
import { type AnswerWords, answerInWords } from "../form/answer-words.ts";
import type { ApplicationPack } from "../list-schema.ts";
import type { ApplicationRowView } from "../list-views.ts";
import { canSeeApplications } from "../policy.ts";
import type { ApplicationView, SeenReview } from "../views.ts";
import { readWording } from "../wording.ts";
import { exportedAs, wordsFor } from "./export-applications.ts";
import { getApplication } from "./get-application.ts";
import { listApplications } from "./list-applications.ts";

const most = 60;
const quiet = "#4a5b68";

/** Applications as one document to print: a cover with their list, then each on pages of its own, as far as the reader sees it. */
export async function applicationPack(ctx: Context, query: ApplicationPack): Promise<Response> {
  allowToSee(canSeeApplications(ctx.actor));
  const { items, total } = await listApplications(ctx, { ...query, limit: most });
  if ((total ?? 0) > most) throw new DomainError("invalid", "applications.errors.packTooLarge", { values: { most } });
  const words = await wordsFor(ctx);
  const { t, format } = words;
  const blocks = coverOf(ctx, items, words);
  for (const row of items) blocks.push({ kind: "page" }, ...applicationBlocks(row, await getApplication(ctx, row.id), words));
  const today = format.dateTime(ctx.now(), { dateStyle: "long" });
  const bytes = await writePdf(blocks, {
    title: t("applications.pack.title"),
    author: ctx.actor.personName ?? "",
    language: ctx.locale,
    createdAt: ctx.now(),
    footer: (page, pages) => t("applications.pack.footer", { date: today, page, pages }),
  });
  const pdf = exportedAs("pdf");
  await ctx.transact((tx) =>
    auditAll(
      tx,
      ctx,
      items.map(({ id }) => pdf(id)),
    ),
  );
  const name = `applications-${ctx.now().toISOString().slice(0, 10)}.pdf`;
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: downloadHeaders(name, "application/pdf") });
}

function coverOf({ actor, now }: Context, rows: readonly ApplicationRowView[], words: AnswerWords): Block[] {
  const { t, format } = words;
  const made = t("applications.pack.made", {
    name: actor.personName ?? "–",
    date: format.dateTime(now(), { dateStyle: "long", timeStyle: "short" }),
  });
  return [
    { kind: "text", text: t("applications.pack.title"), size: 24, weight: "bold", before: 40, after: 4 },
    { kind: "text", text: t("applications.pack.count", { count: rows.length }), size: 12, after: 4 },
    { kind: "text", text: made, colour: quiet, after: 14 },
    { kind: "text", text: t("applications.pack.confidential"), size: 9, colour: "#7a4b00", after: 14 },
    { kind: "rule" },
    ...rows.flatMap((row, at): Block[] => [
      { kind: "space", height: 4, keep: 40 },
      { kind: "text", text: `${at + 1}.  ${titleOf(row, words)}`, size: 11, weight: "bold" },
      { kind: "text", text: factsOf(row, words).join("  ·  "), size: 9, colour: quiet, indent: 20, after: 2 },
    ]),
  ];
}

const titleOf = ({ firmName, reference }: Pick<ApplicationRowView, "firmName" | "reference">, { t }: AnswerWords): string =>
  firmName ?? t("applications.list.blind", { reference });

function factsOf(row: ApplicationRowView, { t, format, locale }: AnswerWords): string[] {
  const { reference, call, state, outcome, track, field, country, isLate, standing, submittedAt } = row;
  return [
    reference,
    readWording(call.title, locale).text,
    t(`applications.writing.state.${outcome ?? state}`),
    track && readWording(track.label, locale).text,
    field && t(`taxonomy.fields.${field as Field}`),
    country && countryName(country, locale),
    format.dateTime(submittedAt, { dateStyle: "medium" }),
    isLate && t("applications.list.late"),
    standing && `${t("applications.list.standing")} ${format.number(standing.mean, { maximumFractionDigits: 0 })}`,
  ].filter((fact) => typeof fact === "string" && fact !== "") as string[];
}

function applicationBlocks(row: ApplicationRowView, application: ApplicationView, words: AnswerWords): Block[] {
  const { t } = words;
  const answered = application.fields.filter((field) => hasAnswer(field, application.answers[field.key]));
  const written = application.reviews.filter(({ state, isMine }) => state === "submitted" || isMine);
  return [
    { kind: "text", text: titleOf(row, words), size: 18, weight: "bold", after: 2 },
    { kind: "text", text: factsOf(row, words).join("  ·  "), size: 9, colour: quiet, after: 8 },
    { kind: "rule" },
    ...answered.flatMap((field): Block[] => [
      { kind: "space", height: 4, keep: 44 },
      { kind: "text", text: readWording(field.label, words.locale).text, size: 9, weight: "bold", colour: quiet, after: 1 },
      { kind: "text", text: answerInWords(field, application.answers[field.key], words), after: 5 },
    ]),
    ...(written.length > 0 ? [heading(t("applications.review.reviews"))] : []),
    ...written.flatMap((review) => reviewBlocks(review, words)),
    ...(application.comments.length > 0 ? [heading(t("applications.pack.discussion"))] : []),
    ...application.comments.map(
      ({ person, text }): Block => ({
        kind: "text",
        text: `${person ?? t("applications.review.unnamed")}: ${text}`,
        indent: 12,
        after: 4,
      }),
    ),
  ];
}

const heading = (text: string): Block => ({ kind: "text", text, size: 12, weight: "bold", before: 10, after: 4 });

function reviewBlocks({ reviewer, score, recommendation, comment }: SeenReview, { t, format }: AnswerWords): Block[] {
  const said = [
    reviewer ?? t("applications.review.unnamed"),
    score === null ? null : format.number(score, { maximumFractionDigits: 0 }),
    recommendation && t(`applications.review.recommendation.${recommendation}`),
  ].filter(Boolean);
  return [
    { kind: "space", height: 2, keep: 30 },
    { kind: "text", text: said.join("  ·  "), weight: "bold", indent: 12 },
    ...(comment ? [{ kind: "text" as const, text: comment, indent: 12, after: 4 }] : []),
  ];
}
