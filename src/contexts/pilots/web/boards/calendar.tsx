import { Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { notFound } from "#platform/errors.ts";
import { FilterBar } from "#ui/list/filter-bar.tsx";
import { withParam } from "#ui/list/list-params.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { renewCalendarAddress } from "../../commands/calendar-address.ts";
import { findCalendarAddress } from "../../queries/calendar-feed.ts";
import { getPilotCalendar } from "../../queries/pilot-calendar.ts";
import { pilotFacets } from "../../queries/pilot-facets.ts";
import type { Route } from "./+types/calendar";
import classes from "./calendar.module.css";
import { monthAfter } from "./calendar-grid.ts";
import { CalendarMonth } from "./calendar-month.tsx";
import { calendarQueryOf } from "./list-query.ts";
import { SubscribePanel } from "./subscribe-panel.tsx";
import { usePilotFacets } from "./use-facets.ts";
import { ViewSwitch } from "./view-switch.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const { month, ...filter } = calendarQueryOf(request);
      return {
        calendar: await getPilotCalendar(ctx, { month, ...filter }),
        facets: await pilotFacets(ctx, filter),
        address: await findCalendarAddress(ctx),
      };
    },
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      if (form.get("intent") !== "renewAddress") throw notFound();
      await renewCalendarAddress(ctx);
      return redirectWithNotice(ctx, "/pilots/calendar", { messageKey: "pipeline.notice.address" });
    },
    form,
  );
}

/** The dates of pilots as a month: decisions, beginnings and ends, what was promised, what readiness and orders wait for. */
export default function PilotCalendarPage({ loaderData: { calendar, facets, address } }: Route.ComponentProps) {
  const t = useTranslations("pipeline.calendar");
  const pipeline = useTranslations("pipeline");
  const format = useFormatter();
  const [params] = useSearchParams();
  const { month, today, entries } = calendar;
  const name = format.dateTime(new Date(`${month}-01T00:00:00Z`), { month: "long", year: "numeric", timeZone: "UTC" });
  const to = (months: number) => withParam(params, "month", monthAfter(month, months));
  return (
    <>
      <PageHeader title={t("title")} crumbs={[{ label: t("pilots"), to: "/pilots" }]} lead={t("lead")} />
      <FilterBar facets={usePilotFacets(facets)} search={{ label: pipeline("search") }} total={null}>
        <ViewSwitch shown="calendar" />
      </FilterBar>
      <div className={classes.head}>
        <h2 id="month-shown" aria-live="polite">
          {name}
        </h2>
        <nav aria-label={t("months")} className={classes.turns}>
          <Button component={Link} to={to(-1)} variant="default" aria-label={t("before")} preventScrollReset px="xs">
            <IconChevronLeft size={18} aria-hidden />
          </Button>
          <Button component={Link} to={withParam(params, "month", null)} variant="default" preventScrollReset>
            {t("thisMonth")}
          </Button>
          <Button component={Link} to={to(1)} variant="default" aria-label={t("after")} preventScrollReset px="xs">
            <IconChevronRight size={18} aria-hidden />
          </Button>
        </nav>
      </div>
      <CalendarMonth month={month} today={today} entries={entries} />
      <SubscribePanel address={address} />
    </>
  );
}
