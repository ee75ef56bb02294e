import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, DomainError } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import type { Outcome } from "../application.ts";
import { placeholders, unknownPlaceholders } from "../decision/letter.ts";
import { canRunCall } from "../policy.ts";
import { callRowIn } from "../queries/get-call.ts";
import type { LetterInput } from "../schema.ts";

interface LetterName {
  outcome: Outcome;
  lang: Locale;
}

/** Writes what applicants of a call are told in place of the product's own words; a placeholder that means nothing is refused. */
export async function writeLetter(
  ctx: Context,
  callId: string,
  { outcome, lang }: LetterName,
  { text, version }: LetterInput,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    demandKnown(text);
    const written = { text, version: version + 1, writtenBy: ctx.actor.personId!, writtenAt: ctx.now() };
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("callLetter")
      .values({ callId: call.id, outcome, lang, operatorOrgIds: call.operatorOrgIds, ...written })
      .onConflict((conflict) =>
        conflict.columns(["callId", "outcome", "lang"]).doUpdateSet(written).where("callLetter.version", "=", version),
      )
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new DomainError("conflict", "applications.errors.changedMeanwhile");
    await audit(tx, ctx, { action: "call.letter_written", subjectType: "call", subjectId: call.id, detail: { outcome, lang } });
  });
}

function demandKnown(text: string): void {
  const [unknown] = unknownPlaceholders(text);
  if (unknown !== undefined)
    throw new DomainError("invalid", "errors.invalid", {
      fields: { text: "decisions.errors.unknownPlaceholder" },
      fieldValues: { text: { name: `{${unknown}}`, known: placeholders.map((name) => `{${name}}`).join(" ") } },
    });
}

/** Goes back to the product's own words. */
export async function resetLetter(ctx: Context, callId: string, { outcome, lang }: LetterName): Promise<void> {
  await ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    await tx
      .deleteFrom("callLetter")
      .where("callId", "=", call.id)
      .where("outcome", "=", outcome)
      .where("lang", "=", lang)
      .execute();
    await audit(tx, ctx, { action: "call.letter_reset", subjectType: "call", subjectId: call.id, detail: { outcome, lang } });
  });
}
