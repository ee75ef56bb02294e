import { type MiddlewareFunction, Outlet, redirect, type ShouldRevalidateFunctionArgs, useLoaderData } from "react-router";
import type { Route } from "./+types/signed-in-layout.ts";
import { ctxOf, requestContextKey } from "./context.ts";
import { page } from "./respond.ts";
import { loadShell } from "./shell/load-shell.ts";
import type { Shell } from "./shell/shell.ts";
import { ShellFrame } from "./shell/shell-frame.tsx";
import { signInHref } from "./sign-in-href.ts";

/** Everything inside needs a seat. */
const demandSeat: MiddlewareFunction<Response> = ({ context, request }, next) => {
  const { actor } = context.get(requestContextKey);
  if (actor.kind === "person" && actor.seatId === null && isAtTheDoor(request)) throw redirect("/my-applications");
  if (actor.kind !== "person" || actor.seatId === null) throw redirect(signInHref(request));
  return next();
};

/** Whoever applies and holds no seat has pages of their own. */
const isAtTheDoor = ({ url }: Request): boolean => /^\/(_root\.data|_\.data)?$/.test(new URL(url).pathname);

export const middleware = [demandSeat];

export async function loader({ context }: Route.LoaderArgs): Promise<Shell> {
  const ctx = ctxOf(context);
  return page(ctx, () => loadShell(ctx));
}

/** The shell's figures follow what people do and where they go, not every key in a search field. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod }: ShouldRevalidateFunctionArgs): boolean {
  return currentUrl.pathname !== nextUrl.pathname || (formMethod !== undefined && formMethod !== "GET");
}

export default function SignedInLayout() {
  return (
    <ShellFrame shell={useLoaderData<typeof loader>()}>
      <Outlet />
    </ShellFrame>
  );
}
