import type { Context } from "#platform/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { localeCookieOf } from "../auth/cookies.ts";
import { changeProfile } from "../commands/account.ts";
import type { ProfileInput } from "../schema.ts";

/** Keeps the profile and leads back to the page it was changed on, in the language chosen there. */
export async function keepProfile(ctx: Context, input: ProfileInput, back: string): Promise<Response> {
  await changeProfile(ctx, input);
  const answer = await redirectWithNotice({ ...ctx, locale: input.locale }, back, { messageKey: "identity.account.saved" });
  answer.headers.append("set-cookie", localeCookieOf(ctx.platform, input.locale));
  // The words of the page are loaded with the document, so a new language needs a new document.
  if (input.locale !== ctx.locale) answer.headers.set("X-Remix-Reload-Document", "true");
  return answer;
}
