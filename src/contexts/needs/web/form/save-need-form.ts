import { data } from "react-router";
import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import { parse } from "#platform/parse.ts";
import { valuesOf } from "#ui/form/refusal.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { submission } from "#web/respond.ts";
import { keepDraft, reviseNeed } from "../../commands.ts";
import { getNeed } from "../../queries.ts";
import { type NeedView, needRevision, statedNeed } from "../../schema.ts";
import { inputOfValues, isBlank, valuesOfForm, valuesOfNeed } from "./form-values.ts";

const draftId = z.uuid().optional();

/** Saves the form as a new need or as the next version of one, and shows it; a version conflict returns both texts. */
export function submitNeedForm(ctx: Context, form: FormData) {
  return submission(
    ctx,
    async () => {
      try {
        const { id } = await saveNeedForm(ctx, form);
        return await redirectWithNotice(ctx, `/needs/${id}`, { messageKey: "needs.notices.saved" });
      } catch (error) {
        if (isConflict(error)) return conflictAnswer(ctx, form, error);
        throw error;
      }
    },
    form,
  );
}

/** The save itself; an autosave touches drafts only. */
async function saveNeedForm(ctx: Context, form: FormData, options: { autosave?: boolean } = {}): Promise<NeedView> {
  const values = valuesOfForm(form);
  const input = inputOfValues(values, ctx.locale);
  const needId = String(form.get("needId") ?? "");
  const rows = values.requirements.flatMap((row, index) => (isBlank(row) ? [] : [index]));
  try {
    if (needId === "")
      return await keepDraft(ctx, parse(draftId, form.get("draftId") || undefined), parse(statedNeed, input), options);
    const revision = parse(needRevision, { ...input, version: Number(form.get("version")) });
    return await reviseNeed(ctx, needId, revision, options);
  } catch (error) {
    throw error instanceof DomainError ? atFormRows(error, rows) : error;
  }
}

/** Blank rows are not sent to the command, so its row numbers are translated back to the form's. */
function atFormRows(error: DomainError, rows: number[]): DomainError {
  const atRow = <Value>([path, value]: [string, Value]): [string, Value] => [
    path.replace(/^requirements\.(\d+)/, (_, index: string) => `requirements.${rows[Number(index)] ?? index}`),
    value,
  ];
  return new DomainError(error.code, error.messageKey, {
    values: error.values,
    fields: Object.fromEntries(Object.entries(error.fields).map(atRow)),
    fieldValues: Object.fromEntries(Object.entries(error.fieldValues).map(atRow)),
    cause: error.cause,
  });
}

const isConflict = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.messageKey === "needs.errors.changedMeanwhile";

async function conflictAnswer(ctx: Context, form: FormData, error: DomainError) {
  const theirs = await getNeed(ctx, String(form.get("needId") || form.get("draftId")));
  const formError = await translateKey(ctx.locale, error.messageKey);
  const answer = {
    ok: false as const,
    formError,
    fieldErrors: {},
    values: valuesOf(form),
    theirs: valuesOfNeed(theirs, ctx.locale),
    version: theirs.version,
  };
  return data(answer, { status: 409 });
}

/** The answer to an autosave: where the draft lives now, or why it was not taken. */
export async function autosaveAnswer(ctx: Context, form: FormData): Promise<Response> {
  if (ctx.actor.kind === "visitor") return Response.json({ ok: false, signedOut: true }, { status: 401 });
  try {
    const { id, version } = await saveNeedForm(ctx, form, { autosave: true });
    return Response.json({ ok: true, needId: id, version });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Response.json(
      { ok: false, message: await translateKey(ctx.locale, error.messageKey, error.values) },
      { status: error.status },
    );
  }
}
