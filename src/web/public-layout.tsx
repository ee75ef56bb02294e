import { Outlet, useRouteLoaderData } from "react-router";
import { useTranslations } from "use-intl";
import { BridgeDrawing, BridgeMark } from "#ui/bridge.tsx";
import { LocaleSwitch } from "#ui/shell/locale-switch.tsx";
import { SkipLink } from "#ui/shell/skip-link.tsx";
import { ThemeToggle } from "#ui/shell/theme-toggle.tsx";
import type { loader as rootLoader } from "../root.tsx";
import classes from "./public-layout.module.css";

// Without a loader the middleware is skipped on client navigations.
export const loader = () => null;

/** Around sign-in and the first run: the bridge on one side, the page on the other. */
export default function PublicLayout() {
  const t = useTranslations("shell.public");
  const root = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <div className={classes.frame}>
      <SkipLink />
      <aside className={classes.brand}>
        <div className={classes.name}>
          <BridgeMark size={36} />
          <span>
            Jinqiao <span lang="zh-CN">金桥</span>
          </span>
        </div>
        <div className={classes.words}>
          <p className={classes.claim}>{t("claim")}</p>
          <p className={classes.base}>{root?.baseName ?? t("noBase")}</p>
        </div>
        <BridgeDrawing className={classes.drawing} />
      </aside>
      <div className={classes.side}>
        <div className={classes.switches}>
          <LocaleSwitch row />
          <ThemeToggle />
        </div>
        <main id="content" tabIndex={-1} className={classes.content}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
