import { Link, Outlet, useRouteLoaderData } from "react-router";
import { useTranslations } from "use-intl";
import { BridgeMark } from "#ui/bridge.tsx";
import { LocaleSwitch } from "#ui/shell/locale-switch.tsx";
import { SkipLink } from "#ui/shell/skip-link.tsx";
import { ThemeToggle } from "#ui/shell/theme-toggle.tsx";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/site-layout";
import { ctxOf } from "./context.ts";
import classes from "./site-layout.module.css";

export const loader = ({ context }: Route.LoaderArgs) => {
  const { actor } = ctxOf(context);
  return { isKnown: actor.personId !== null, hasSeat: actor.seatId !== null };
};

/** Around the pages anybody may read: calls and applying. */
export default function SiteLayout({ loaderData: { isKnown, hasSeat } }: Route.ComponentProps) {
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
          {hasSeat ? <Link to="/">{t("base")}</Link> : !isKnown && <Link to="/sign-in">{t("signIn")}</Link>}
        </nav>
        <LocaleSwitch row />
        <ThemeToggle />
      </header>
      <main id="content" tabIndex={-1} className={classes.content}>
        <Outlet />
      </main>
    </div>
  );
}
