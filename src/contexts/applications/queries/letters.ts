import { nameIn, publicUrl } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import { type Locale, locales } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { type Outcome, outcomes } from "../application.ts";
import { fillLetter, type LetterValues } from "../decision/letter.ts";
import type { LetterView } from "../decision-views.ts";
import { canRunCall } from "../policy.ts";
import type { DecisionReason } from "../review/decision.ts";
import type { NextStepInput } from "../schema.ts";
import { readWording, type Wording } from "../wording.ts";
import { callRowIn } from "./get-call.ts";

/** The letters of a call: for each outcome and language what a manager wrote, else the product's own words. */
export async function listLetters(ctx: Context, callId: string): Promise<{ canWrite: boolean; letters: LetterView[] }> {
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allow(canRunCall(ctx.actor, call));
    const written = await writtenLetters(tx, call.id);
    const letters = outcomes.flatMap((outcome) => locales.map((lang) => ({ outcome, lang })));
    return {
      canWrite: true,
      letters: await Promise.all(
        letters.map(async ({ outcome, lang }) => {
          const own = written.find((each) => each.outcome === outcome && each.lang === lang);
          return {
            outcome,
            lang,
            text: own?.text ?? (await defaultLetter(outcome, lang)),
            isDefault: !own,
            version: own?.version ?? 0,
            example: await exampleValues(lang),
          };
        }),
      ),
    };
  });
}

/** What the placeholders become in an example, in the language of the letter. */
async function exampleValues(lang: Locale): Promise<LetterValues> {
  const t = await translator(lang);
  return {
    firm: t("decisions.letters.example.firm"),
    call: t("decisions.letters.example.call"),
    reference: "K7QZ4M2P",
    reasons: t("decisions.letters.example.reasons"),
    nextSteps: t("decisions.letters.example.nextSteps"),
    base: t("decisions.letters.example.base"),
  };
}

const writtenLetters = (tx: Transaction, callId: string) =>
  tx.selectFrom("callLetter").select(["outcome", "lang", "text", "version"]).where("callId", "=", callId).execute();

/** The product's own words, with the placeholders in them. */
async function defaultLetter(outcome: Outcome, lang: Locale): Promise<string> {
  const t = await translator(lang);
  return t(`decisions.letter.${outcome}`, {
    firm: "{firm}",
    call: "{call}",
    reference: "{reference}",
    reasons: "{reasons}",
    nextSteps: "{nextSteps}",
    base: "{base}",
  });
}

export interface LetterOrder {
  firmName: string;
  reference: string;
  outcome: Outcome;
  reasonCodes: readonly DecisionReason[];
  nextSteps: readonly NextStepInput[];
  lang: Locale;
}

/** Writes letters of one call, reading its templates once. */
export async function letterWriter(
  tx: Transaction,
  ctx: Context,
  call: { id: string; title: unknown },
): Promise<(order: LetterOrder) => Promise<string>> {
  const written = await writtenLetters(tx, call.id);
  const base = await tx.selectFrom("base").select(["name", "names"]).executeTakeFirst();
  const titles = await titlesOfCalls(tx);
  return async ({ firmName, reference, outcome, reasonCodes, nextSteps, lang }) => {
    const t = await translator(lang);
    const own = written.find((each) => each.outcome === outcome && each.lang === lang);
    return fillLetter(own?.text ?? (await defaultLetter(outcome, lang)), {
      firm: firmName,
      call: readWording(call.title as Wording, lang).text,
      reference,
      reasons: reasonCodes.map((code) => `– ${t(`decisions.told.${code}`)}`).join("\n"),
      nextSteps: (await Promise.all(nextSteps.map((step) => stepLine(ctx, step, lang, titles)))).join("\n"),
      base: base ? nameIn(lang, base.name, base.names) : "",
    });
  };
}

async function titlesOfCalls(tx: Transaction): Promise<Map<string, Wording>> {
  const calls = await tx.selectFrom("call").select(["slug", "title"]).where("state", "!=", "draft").execute();
  return new Map(calls.map(({ slug, title }) => [slug, title as Wording]));
}

async function stepLine(
  { platform }: Context,
  { kind, ref, on }: NextStepInput,
  lang: Locale,
  titles: Map<string, Wording>,
): Promise<string> {
  const t = await translator(lang);
  const title = kind === "call" && ref ? readWording(titles.get(ref) ?? {}, lang).text || ref : (ref ?? "");
  const day = dayInWords(lang, on);
  const line = t(`decisions.step.${kind}`, { title, day, hasDay: on ? "yes" : "no", hasTitle: title ? "yes" : "no" });
  return `– ${line}${kind === "call" && ref ? `\n  ${publicUrl(platform)}/calls/${ref}` : ""}`;
}
