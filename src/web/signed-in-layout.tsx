import { type MiddlewareFunction, Outlet, redirect, type ShouldRevalidateFunctionArgs, useLoaderData } from "react-router";
import { listMySeats } from "#contexts/identity/index.ts";
import { SkipLink } from "#ui/shell/skip-link.tsx";
import type { Route } from "./+types/signed-in-layout.ts";
import { ctxOf, requestContextKey } from "./context.ts";
import { navigationOf } from "./navigation.ts";
import { page } from "./respond.ts";
import { Rail } from "./shell/rail.tsx";
import classes from "./shell/shell.module.css";
import type { Shell } from "./shell/shell.ts";
import { ShellShortcuts } from "./shell/shell-shortcuts.tsx";
import { TopBar } from "./shell/top-bar.tsx";
import { signInHref } from "./sign-in-href.ts";
import { countByKind, listWaiting } from "./waiting.ts";

/** Everything inside needs a seat. */
const demandSeat: MiddlewareFunction<Response> = ({ context, request }, next) => {
  const { actor } = context.get(requestContextKey);
  if (actor.kind !== "person" || actor.seatId === null) throw redirect(signInHref(request));
  return next();
};

export const middleware = [demandSeat];

export async function loader({ context }: Route.LoaderArgs): Promise<Shell> {
  const ctx = ctxOf(context);
  return page(ctx, async () => {
    const [seats, waiting] = await Promise.all([listMySeats(ctx), listWaiting(ctx)]);
    return { personName: ctx.actor.personName ?? "", seats, navigation: navigationOf(ctx.actor), counts: countByKind(waiting) };
  });
}

/** The shell's figures follow what people do and where they go, not every key in a search field. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod }: ShouldRevalidateFunctionArgs): boolean {
  return currentUrl.pathname !== nextUrl.pathname || (formMethod !== undefined && formMethod !== "GET");
}

export default function SignedInLayout() {
  const shell = useLoaderData<typeof loader>();
  return (
    <div className={classes.frame}>
      <SkipLink />
      <Rail shell={shell} />
      <div className={classes.column}>
        <ShellShortcuts shell={shell}>
          <TopBar shell={shell} />
        </ShellShortcuts>
        <main id="content" tabIndex={-1} className={classes.content}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
