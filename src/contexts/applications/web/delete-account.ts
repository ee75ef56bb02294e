import { redirect } from "react-router";
import { signOut } from "#contexts/identity/index.ts";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { deleteAccount } from "../commands/delete-account.ts";
import type { Route } from "./+types/delete-account";

export const loader = () => redirect("/my-account");

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, async () => {
    if (form.get("sure") !== "on") return redirect("/my-account");
    await deleteAccount(ctx);
    const answer = await redirectWithNotice(ctx, "/calls", { messageKey: "writing.notices.accountDeleted" });
    for (const cookie of (await signOut(ctx, request)).getSetCookie()) answer.headers.append("set-cookie", cookie);
    answer.headers.set("X-Remix-Reload-Document", "true");
    return answer;
  });
}
