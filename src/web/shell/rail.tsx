import { useEffect, useRef } from "react";
import { Link, useLocation, useRouteLoaderData } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { BridgeDrawing, BridgeMark } from "#ui/bridge.tsx";
import type { loader as rootLoader } from "../../root.tsx";
import { activeItem } from "../active-item.ts";
import type { NavigationItem } from "../navigation.ts";
import { NavigationIcon } from "./navigation-icons.tsx";
import classes from "./shell.module.css";
import type { Shell } from "./shell.ts";

/** The navigation: beside the page where it is wide, a drawer of the browser (popover) on a phone. */
export function Rail({ shell }: { shell: Shell }) {
  const t = useTranslations("shell");
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const { pathname } = useLocation();
  const rail = useRef<HTMLElement>(null);
  const active = activeItem(
    pathname,
    shell.navigation.flatMap((group) => group.items),
  );
  useEffect(() => {
    void pathname;
    if (rail.current?.matches(":popover-open")) rail.current.hidePopover();
  }, [pathname]);
  return (
    <nav ref={rail} id="rail" popover="auto" className={classes.rail} aria-label={t("navigation.label")}>
      <Link to="/" className={classes.brand}>
        <BridgeMark size={34} />
        <span>
          <span className={classes.product}>
            Jinqiao <span lang="zh-CN">金桥</span>
          </span>
          <span className={classes.base}>{root?.baseName}</span>
        </span>
      </Link>
      {shell.navigation.map((group) => (
        <div key={group.id} className={classes.group}>
          {group.id !== "work" && <div className={classes.groupName}>{t(`navigation.groups.${group.id}`)}</div>}
          <ul>
            {group.items.map((item) => (
              <RailItem key={item.id} item={item} isActive={item === active} count={shell.counts[item.id]} />
            ))}
          </ul>
        </div>
      ))}
      <BridgeDrawing className={classes.railDrawing} />
    </nav>
  );
}

function RailItem({ item, isActive, count }: { item: NavigationItem; isActive: boolean; count: number | undefined }) {
  const t = useTranslations("shell.navigation");
  const format = useFormatter();
  return (
    <li>
      <Link to={item.to} className={classes.item} aria-current={isActive ? "page" : undefined} prefetch="intent">
        <NavigationIcon id={item.id} />
        <span className={classes.itemLabel}>{t(`items.${item.id}`)}</span>
        {count !== undefined && (
          <span className={classes.count} title={t("waiting", { count })}>
            {format.number(count)}
            <span className={classes.unseen}> {t("waiting", { count })}</span>
          </span>
        )}
      </Link>
    </li>
  );
}
