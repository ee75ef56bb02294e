import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { RelativeTime } from "#ui/dates.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { NavigationIcon } from "../shell/navigation-icons.tsx";
import type { WaitingItem } from "../waiting.ts";
import classes from "./home.module.css";

/** Each line opens where its next step is done. */
export function WaitingList({ items }: { items: WaitingItem[] }) {
  const t = useTranslations("shell.home");
  return (
    <ul className={classes.waiting}>
      {items.map((item) => (
        <li key={item.id}>
          <Link to={item.href} className={classes.waitingLine} prefetch="intent">
            <span className={classes.waitingIcon} data-overdue={item.isOverdue || undefined} aria-hidden>
              <NavigationIcon id={item.kind} size={17} />
            </span>
            <span className={classes.waitingText}>
              <span className={classes.waitingTitle}>{item.title}</span>
              {item.detail && <span className={classes.waitingDetail}>{item.detail}</span>}
            </span>
            <span className={classes.waitingDue}>
              {item.isOverdue && <StateBadge tone="bad">{t("overdue")}</StateBadge>}
              {item.dueOn ? (
                <span>
                  {t("due")} <RelativeTime value={item.dueOn} />
                </span>
              ) : (
                <RelativeTime value={item.since} />
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
