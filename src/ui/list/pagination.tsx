import { Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from "@tabler/icons-react";
import { Link, useLocation, useSearchParams } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { afterNext, afterPrevious, type Trail, trailOf } from "./cursor-trail.ts";
import classes from "./list.module.css";
import { hrefOf } from "./list-params.ts";

interface PaginationProps {
  /** `cursor` of the page on view (src/platform/pages.ts). */
  cursor: string | null;
  shown: number;
  total?: number | null;
}

/** Forwards by cursor, back along the way one came; the first page is always one click away. */
export function Pagination({ cursor, shown, total }: PaginationProps) {
  const t = useTranslations("ui.list");
  const format = useFormatter();
  const [params] = useSearchParams();
  const trail = trailOf(useLocation().state);
  const here = params.get("cursor");
  if (!cursor && !here) return null;
  const to = (target: string | null) => {
    const next = new URLSearchParams(params);
    if (target === null) next.delete("cursor");
    else next.set("cursor", target);
    return hrefOf(next);
  };
  const previous = afterPrevious(trail);
  return (
    <nav className={classes.pagination} aria-label={t("pages")}>
      <span className={classes.paginationCount}>
        {typeof total === "number"
          ? t("shownOf", { shown: format.number(shown), total: format.number(total) })
          : t("shown", { count: shown })}
      </span>
      {here && (
        <Button component={Link} to={to(null)} variant="default" leftSection={<IconChevronsLeft size={16} />}>
          {t("firstPage")}
        </Button>
      )}
      {here && previous && (
        <Button
          component={Link}
          to={to(previous.cursor)}
          state={previous.state}
          variant="default"
          leftSection={<IconChevronLeft size={16} />}
        >
          {t("previousPage")}
        </Button>
      )}
      {cursor && (
        <Button
          component={Link}
          to={to(cursor)}
          state={afterNext(trail, here) satisfies Trail}
          variant="default"
          rightSection={<IconChevronRight size={16} />}
        >
          {t("nextPage")}
        </Button>
      )}
    </nav>
  );
}
