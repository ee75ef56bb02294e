import { type UNSAFE_DataWithResponseInit as DataWithResponseInit, data, redirect } from "react-router";
import type { Context } from "#platform/context.ts";
import { asDiskFull } from "#platform/disk-full.ts";
import { DomainError } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import { type Refusal, valuesOf } from "#ui/form/refusal.ts";
import { signInHref } from "./sign-in-href.ts";

/** What the error boundary reads from a thrown response. */
export interface PageError {
  message: string;
  requestId: string;
}

/**
 * Runs the query of a loader. A DomainError becomes the error page with its status and a translated sentence; a visitor is
 * sent to sign in (and back, when `request` is given); anything else is logged and becomes a 500 that names the request id.
 */
export async function page<Result>(ctx: Context, run: () => Promise<Result>, request?: Request): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    throw await pageError(ctx, refusalOf(ctx, thrown), request);
  }
}

/**
 * Runs the command of an action. Returns what `run` returns; a refusal the person can correct (422, 409, 403, 413, 429, 503)
 * comes back as a {@link Refusal} with that status, with the sentences translated and, when `form` is given, all that was typed.
 * Not found, not signed in and the unexpected are thrown as in {@link page}.
 */
export async function submission<Result>(
  ctx: Context,
  run: () => Promise<Result>,
  form?: FormData,
): Promise<Result | DataWithResponseInit<Refusal>> {
  try {
    return await run();
  } catch (thrown) {
    const error = refusalOf(ctx, thrown);
    if (error instanceof DomainError && error.code !== "not_found" && error.code !== "unauthenticated") {
      return data(await refusal(ctx, error, form), { status: error.status });
    }
    throw await pageError(ctx, error);
  }
}

/** A full disk is for the reader to know, and for whoever reads the log to mend. */
function refusalOf({ platform, requestId }: Context, thrown: unknown): unknown {
  const error = asDiskFull(thrown);
  if (error !== thrown) platform.log.error({ error: thrown, requestId }, "the disk is full");
  return error;
}

async function refusal(ctx: Context, error: DomainError, form?: FormData): Promise<Refusal> {
  const fieldErrors = await fieldSentences(ctx, error);
  const formError = await translateKey(ctx.locale, error.messageKey, error.values);
  return { ok: false, formError, fieldErrors, values: form ? valuesOf(form) : {} };
}

async function fieldSentences({ locale }: Context, error: DomainError): Promise<Record<string, string>> {
  const sentenceOf = async ([path, key]: [string, string]) => [path, await translateKey(locale, key, error.valuesOf(path))];
  return Object.fromEntries(await Promise.all(Object.entries(error.fields).map(sentenceOf)));
}

/** A page has no fields to write beside: what is wrong with which part of its address is said in one text. */
async function messageOf(ctx: Context, error: DomainError): Promise<string> {
  const sentences = Object.entries(await fieldSentences(ctx, error)).map(([name, sentence]) => `${name}: ${sentence}`);
  if (sentences.length === 0) return translateKey(ctx.locale, error.messageKey, error.values);
  return translateKey(ctx.locale, "errors.unusableAddress", { problems: sentences.join(" ") });
}

async function pageError(ctx: Context, error: unknown, request?: Request): Promise<unknown> {
  // A redirect or a ready-made response thrown inside passes through.
  if (error instanceof Response || (error !== null && typeof error === "object" && "init" in error && "data" in error))
    return error;
  const { locale, requestId } = ctx;
  if (!(error instanceof DomainError)) {
    ctx.platform.log.error({ error, requestId }, "page failed");
    return data({ message: await translateKey(locale, "errors.unexpected", { requestId }), requestId } satisfies PageError, {
      status: 500,
    });
  }
  if (error.code === "unauthenticated") return redirect(signInHref(request));
  return data({ message: await messageOf(ctx, error), requestId } satisfies PageError, { status: error.status });
}
