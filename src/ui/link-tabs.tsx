import { NavLink } from "react-router";
import { useFormatter } from "use-intl";
import classes from "./layout.module.css";

export interface LinkTab {
  label: string;
  to: string;
  count?: number | null;
  /** Only this address itself is the tab, not what lies below it. */
  end?: boolean;
}

/** Tabs that are pages: each has its address, the browser's back button works, no script is needed. */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  const format = useFormatter();
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to} end={tab.end ?? false} className={classes.tab} prefetch="intent">
          {tab.label}
          {typeof tab.count === "number" && <span className={classes.tabCount}>{format.number(tab.count)}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
