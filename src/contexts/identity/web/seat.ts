import { redirect, redirectDocument } from "react-router";
import { z } from "zod";
import { formObject, parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { safeNext } from "#web/sign-in-href.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { seatCookieOf } from "../auth/cookies.ts";
import { chooseSeat } from "../commands/account.ts";
import type { Route } from "./+types/seat";

const Input = z.object({ seatId: z.uuid(), next: z.string().optional() });

export const loader = () => redirect("/account");

/** Takes another of the own seats; the page starts anew, since everything on it may differ. */
export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return page(ctx, async () => {
    const { seatId, next } = parse(Input, formObject(form));
    await chooseSeat(ctx, seatId);
    return redirectDocument(safeNext(next), { headers: { "set-cookie": seatCookieOf(ctx.platform, seatId) } });
  });
}
