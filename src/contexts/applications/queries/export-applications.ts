import { createFormatter } from "use-intl/core";
import { countryName, type Field } from "#contexts/companies/index.ts";
import { getBase } from "#contexts/identity/index.ts";
import { auditAll } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import { type ExportColumn, exportResponse } from "#platform/export/export-rows.ts";
import { translator } from "#platform/i18n/translate.ts";
import { type ApplicationColumn, columnsAsked } from "../application-columns.ts";
import type { Answers } from "../form/answer.ts";
import { type AnswerWords, answerInWords } from "../form/answer-words.ts";
import type { ApplicationExport } from "../list-schema.ts";
import type { ApplicationRowView } from "../list-views.ts";
import { canSeeApplications } from "../policy.ts";
import { readWording } from "../wording.ts";
import { type AskedQuestion, answersShown, questionsAsked } from "./answers-seen.ts";
import { applicationPageIn } from "./list-applications.ts";

const readAtOnce = 200;

interface ExportedApplication extends ApplicationRowView {
  answers: Answers;
}

/** Sends the list a reader sees, or chosen rows of it, as CSV or XLSX with the columns of the list, on request with the answers. Each row is audited. */
export async function exportApplications(ctx: Context, query: ApplicationExport): Promise<Response> {
  allowToSee(canSeeApplications(ctx.actor));
  const words = await wordsFor(ctx);
  const questions = query.answers
    ? await ctx.transact(async (tx) => questionsAsked(tx, ctx, query, await baseToday(tx, ctx)))
    : [];
  const columns = [
    ...columnsAsked(query.columns).flatMap((id) => columnsOf[id](words)),
    ...questions.map((question) => answerColumn(question, questions, words)),
  ];
  const name = `applications-${ctx.now().toISOString().slice(0, 10)}`;
  return exportResponse(query.format, name, columns, readAll(ctx, query));
}

export async function wordsFor(ctx: Context): Promise<AnswerWords> {
  const timeZone = (await getBase(ctx))?.timeZone ?? "UTC";
  return { t: await translator(ctx.locale), format: createFormatter({ locale: ctx.locale, timeZone }), locale: ctx.locale };
}

async function* readAll(
  ctx: Context,
  { format, columns: _, answers, ...filter }: ApplicationExport,
): AsyncGenerator<ExportedApplication> {
  let cursor: string | undefined;
  do {
    const from = cursor;
    const page = await ctx.transact(async (tx) => {
      const { items, cursor: next } = await applicationPageIn(tx, ctx, { ...filter, cursor: from, limit: readAtOnce });
      const ids = items.map(({ id }) => id);
      const given = answers ? await answersShown(tx, ctx, items) : new Map<string, Answers>();
      await auditAll(tx, ctx, ids.map(exportedAs(format)));
      return { rows: items.map((item) => ({ ...item, answers: given.get(item.id) ?? {} })), next };
    });
    yield* page.rows;
    cursor = page.next ?? undefined;
  } while (cursor);
}

/** One entry for each application, so that people with a conflict read none of theirs. */
export const exportedAs = (format: "csv" | "xlsx" | "pdf") => (id: string) => ({
  action: "application.exported",
  subjectType: "application",
  subjectId: id,
  detail: { format },
});

type Columns = ExportColumn<ExportedApplication>[];

const columnsOf: Record<ApplicationColumn, (words: AnswerWords) => Columns> = {
  firm: ({ t }) => [
    {
      header: t("applications.list.firm"),
      value: ({ firmName, reference }) => firmName ?? t("applications.list.blind", { reference }),
    },
  ],
  reference: ({ t }) => [{ header: t("applications.list.reference"), value: ({ reference }) => reference }],
  call: ({ t, locale }) => [{ header: t("applications.list.call"), value: ({ call }) => readWording(call.title, locale).text }],
  state: ({ t }) => [
    { header: t("applications.list.state"), value: ({ state, outcome }) => t(`applications.writing.state.${outcome ?? state}`) },
    { header: t("applications.list.late"), value: ({ isLate }) => (isLate ? t("applications.list.late") : "") },
  ],
  stage: ({ t }) => [{ header: t("applications.list.stage"), value: ({ stage }) => stage }],
  track: ({ t, locale }) => [
    { header: t("applications.list.track"), value: ({ track }) => (track ? readWording(track.label, locale).text : "") },
  ],
  field: ({ t }) => [
    { header: t("applications.list.field"), value: ({ field }) => (field ? t(`taxonomy.fields.${field as Field}`) : "") },
  ],
  country: ({ t, locale }) => [
    { header: t("applications.list.country"), value: ({ country }) => (country ? countryName(country, locale) : "") },
  ],
  reviews: ({ t }) => [
    { header: t("applications.list.reviewsIn"), value: ({ reviews }) => reviews.handedIn },
    { header: t("applications.list.reviewsAsked"), value: ({ reviews }) => reviews.asked },
  ],
  standing: ({ t }) => [
    { header: t("applications.list.standing"), value: ({ standing }) => standing && round(standing.mean) },
    { header: t("applications.list.spreadAlone"), value: ({ standing }) => standing && round(standing.spread) },
  ],
  responsible: ({ t }) => [{ header: t("applications.list.responsible"), value: ({ responsible }) => responsible?.name ?? "" }],
  due: ({ t }) => [
    { header: t("applications.list.turn"), value: ({ clock }) => t(`applications.list.turns.${clock.turn}`) },
    { header: t("applications.list.due"), value: ({ clock }) => clock.until ?? "" },
  ],
  submitted: ({ t }) => [{ header: t("applications.list.submitted"), value: ({ submittedAt }) => submittedAt }],
};

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

/** Where several calls are in the list, a question says of which it is; who must not know who applies reads no answer that tells. */
function answerColumn(
  { callId, callTitle, field }: AskedQuestion,
  all: readonly AskedQuestion[],
  words: AnswerWords,
): Columns[number] {
  const label = readWording(field.label, words.locale).text;
  const isAlone = all.every((other) => other.callId === callId);
  return {
    header: isAlone ? label : `${readWording(callTitle as never, words.locale).text}: ${label}`,
    value: ({ call, answers, firmName }) => {
      if (call.id !== callId || (field.isIdentifying && firmName === null)) return "";
      const value = answers[field.key];
      return typeof value === "number" ? value : answerInWords(field, value, words);
    },
  };
}
