import { Button } from "@mantine/core";
import { Link, Outlet, useRouteLoaderData } from "react-router";
import { useTranslations } from "use-intl";
import { canSeeApplications } from "#contexts/applications/index.ts";
import { BridgeMark } from "#ui/bridge.tsx";
import { forgetLocalCopies } from "#ui/form/local-copy.ts";
import { LocaleSwitch } from "#ui/shell/locale-switch.tsx";
import { SkipLink } from "#ui/shell/skip-link.tsx";
import { ThemeToggle } from "#ui/shell/theme-toggle.tsx";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/site-layout";
import { ctxOf } from "./context.ts";
import { page } from "./respond.ts";
import { loadShell } from "./shell/load-shell.ts";
import { ShellFrame } from "./shell/shell-frame.tsx";
import classes from "./site-layout.module.css";

export const loader = async ({ context }: Route.LoaderArgs) => {
  const ctx = ctxOf(context);
  const { actor } = ctx;
  // Those who run and review calls come from the inside, and stay there.
  const shell = canSeeApplications(actor) ? await page(ctx, () => loadShell(ctx)) : null;
  return { isKnown: actor.personId !== null, hasSeat: actor.seatId !== null, shell };
};

/** Around the pages anybody may read: calls and applying. */
export default function SiteLayout({ loaderData: { isKnown, hasSeat, shell } }: Route.ComponentProps) {
  if (shell)
    return (
      <ShellFrame shell={shell}>
        <Outlet />
      </ShellFrame>
    );
  return <Site isKnown={isKnown} hasSeat={hasSeat} />;
}

function Site({ isKnown, hasSeat }: { isKnown: boolean; hasSeat: boolean }) {
  const t = useTranslations("shell.site");
  const root = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <div className={classes.frame}>
      <SkipLink />
      <header className={classes.bar}>
        <Link to="/calls" className={classes.brand}>
          <BridgeMark size={30} />
          <span>{root?.baseName ?? "Jinqiao"}</span>
        </Link>
        <nav className={classes.links} aria-label={t("navigation")}>
          <Link to="/calls">{t("calls")}</Link>
          {isKnown && <Link to="/my-applications">{t("mine")}</Link>}
          {isKnown && !hasSeat && <Link to="/my-account">{t("account")}</Link>}
          {hasSeat ? <Link to="/">{t("base")}</Link> : !isKnown && <Link to="/sign-in">{t("signIn")}</Link>}
        </nav>
        {isKnown && !hasSeat && (
          <form method="post" action="/sign-out" onSubmit={forgetLocalCopies}>
            <Button type="submit" variant="subtle" color="gray" size="compact-sm">
              {t("signOut")}
            </Button>
          </form>
        )}
        <LocaleSwitch row />
        <ThemeToggle />
      </header>
      <main id="content" tabIndex={-1} className={classes.content}>
        <Outlet />
      </main>
    </div>
  );
}
