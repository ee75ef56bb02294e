import { redirect, redirectDocument } from "react-router";
import { ctxOf } from "#web/context.ts";
import { signOut } from "../commands/sign-in.ts";
import type { Route } from "./+types/sign-out";

export const loader = () => redirect("/");

export async function action({ context, request }: Route.ActionArgs) {
  return redirectDocument("/sign-in", { headers: await signOut(ctxOf(context), request) });
}
