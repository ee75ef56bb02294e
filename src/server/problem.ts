import { asDiskFull } from "#platform/disk-full.ts";
import { DomainError, type MessageValues } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translateKey } from "#platform/i18n/translate.ts";

/** Problem details for HTTP APIs (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  instance: string;
  errors?: { field: string; message: string }[];
}

export async function problemResponse(error: unknown, locale: Locale, requestId: string): Promise<Response> {
  const problem = await problemOf(error, locale, requestId);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json", "content-language": locale },
  });
}

export async function methodNotAllowed(allowed: string[], locale: Locale, requestId: string): Promise<Response> {
  const response = await problemResponse(new DomainError("method_not_allowed", "errors.methodNotAllowed"), locale, requestId);
  response.headers.set("allow", allowed.join(", "));
  return response;
}

async function problemOf(thrown: unknown, locale: Locale, requestId: string): Promise<Problem> {
  const error = asDiskFull(thrown);
  if (!(error instanceof DomainError)) {
    const title = await translateKey(locale, "errors.unexpected", { requestId });
    return { type: "about:blank", title, status: 500, code: "unexpected", instance: requestId };
  }
  const title = await translateKey(locale, error.messageKey, error.values);
  const errors = await Promise.all(
    Object.entries(error.fields).map((entry) => fieldProblem(locale, entry, error.valuesOf(entry[0]))),
  );
  return {
    type: "about:blank",
    title,
    status: error.status,
    code: error.code,
    instance: requestId,
    ...(errors.length > 0 ? { errors } : {}),
  };
}

async function fieldProblem(locale: Locale, [field, key]: [string, string], values: MessageValues) {
  return { field, message: await translateKey(locale, key, values) };
}
