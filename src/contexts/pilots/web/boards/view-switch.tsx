import { IconCalendarMonth, IconLayoutKanban, IconList } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { hrefOf } from "#ui/list/list-params.ts";
import classes from "./boards.module.css";

type View = "list" | "board" | "calendar";

const icons = { list: IconList, board: IconLayoutKanban, calendar: IconCalendarMonth };

/** The same pilots as list, board or calendar; what was filtered stays. */
export function ViewSwitch({ shown }: { shown: View }) {
  const t = useTranslations("pipeline.view");
  const [params] = useSearchParams();
  return (
    <nav aria-label={t("label")} className={classes.viewSwitch}>
      {(["list", "board", "calendar"] as const).map((view) => {
        const Icon = icons[view];
        return (
          <Link key={view} to={addressOf(view, params)} aria-current={view === shown ? "true" : undefined} title={t(view)}>
            <Icon size={17} aria-hidden />
            <span>{t(view)}</span>
          </Link>
        );
      })}
    </nav>
  );
}

const ofOneView = ["view", "cursor", "sort", "columns", "saved", "month", "decide", "to"];

function addressOf(view: View, params: URLSearchParams): string {
  const next = new URLSearchParams([...params].filter(([name]) => !ofOneView.includes(name)));
  if (view === "board") next.set("view", "board");
  return `/pilots${view === "calendar" ? "/calendar" : ""}${hrefOf(next)}`;
}
