import { data } from "react-router";
import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import { parse } from "#platform/parse.ts";
import { valuesOf } from "#ui/form/refusal.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { submission } from "#web/respond.ts";
import { proposePilot } from "../../commands/propose-pilot.ts";
import { revisePilot } from "../../commands/revise-pilot.ts";
import { isFixed } from "../../pilot.ts";
import { getPilot } from "../../queries/get-pilot.ts";
import { pilotRevision, proposedPilot } from "../../schema.ts";
import { agreedOfForm, filledRows, internalOfForm, peopleOfForm, valuesOfPilot } from "./form-values.ts";

/** Proposes a pilot by the form and shows it. */
export function submitProposal(ctx: Context, form: FormData) {
  return submission(
    ctx,
    () =>
      atFormRows(form, async () => {
        const named = { needId: form.get("needId"), companyId: form.get("companyId") };
        const { id } = await proposePilot(
          ctx,
          parse(proposedPilot, { ...agreedOfForm(form), ...internalOfForm(form), ...named }),
        );
        return redirectWithNotice(ctx, `/pilots/${id}`, { messageKey: "pilots.notices.proposed" });
      }),
    form,
  );
}

/** Saves the form as the next version of a pilot and shows it; where somebody else was faster both texts come back. */
export function submitRevision(ctx: Context, pilotId: string, form: FormData) {
  return submission(
    ctx,
    async () => {
      try {
        return await atFormRows(form, () => revise(ctx, pilotId, form));
      } catch (error) {
        if (error instanceof DomainError && error.messageKey === "pilots.errors.changedMeanwhile")
          return conflictAnswer(ctx, pilotId, form, error);
        throw error;
      }
    },
    form,
  );
}

async function revise(ctx: Context, pilotId: string, form: FormData): Promise<Response> {
  const input = { ...partOfForm(form), version: Number(form.get("version")) };
  await revisePilot(ctx, pilotId, parse(pilotRevision, input));
  return redirectWithNotice(ctx, `/pilots/${pilotId}`, { messageKey: "pilots.notices.saved" });
}

function partOfForm(form: FormData): Record<string, unknown> {
  switch (form.get("part")) {
    case "people":
      return peopleOfForm(form);
    case "internal":
      return internalOfForm(form);
    default:
      return { ...agreedOfForm(form), ...internalOfForm(form) };
  }
}

/** The fields are named as in the form: an amount as typed, a criterion by the row it was typed in. */
async function atFormRows<Result>(form: FormData, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const rows = filledRows(form);
    const rename = <Value>([path, value]: [string, Value]): [string, Value] => [
      path
        .replace(/^budgetMinor$/, "budget")
        .replace(/^criteria\.(\d+)/, (_, at: string) => `criteria.${rows[Number(at)] ?? at}`),
      value,
    ];
    throw new DomainError(error.code, error.messageKey, {
      values: error.values,
      fields: Object.fromEntries(Object.entries(error.fields).map(rename)),
      fieldValues: Object.fromEntries(Object.entries(error.fieldValues).map(rename)),
      cause: error,
    });
  }
}

async function conflictAnswer(ctx: Context, pilotId: string, form: FormData, error: DomainError) {
  const theirs = await getPilot(ctx, pilotId);
  const answer = {
    ok: false as const,
    formError: await translateKey(ctx.locale, error.messageKey),
    fieldErrors: {},
    values: valuesOf(form),
    theirs: valuesOfPilot(theirs),
    version: theirs.version,
    isFixed: isFixed(theirs.state),
  };
  return data(answer, { status: 409 });
}
