import { redirect, redirectDocument } from "react-router";
import { isLocale } from "#platform/i18n/locales.ts";
import type { Route } from "./+types/locale.ts";
import { ctxOf } from "./context.ts";
import { safeNext } from "./sign-in-href.ts";
import { submittedForm } from "./submitted-form.ts";

export const loader = () => redirect("/");

/** Remembers the language for a year; the whole page loads again, since its words are part of it. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await submittedForm(ctxOf(context), request);
  const locale = form.get("locale")?.toString();
  const headers = new Headers();
  if (isLocale(locale)) {
    const secure = ctxOf(context).platform.config.PUBLIC_URL?.startsWith("https:") ? "; Secure" : "";
    headers.set("set-cookie", `jinqiao-locale=${locale}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`);
  }
  return redirectDocument(safeNext(form.get("next")?.toString()), { headers });
}
