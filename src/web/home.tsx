import { IconArrowRight, IconChecks } from "@tabler/icons-react";
import { Link, useLoaderData } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { canWriteCompanies } from "#contexts/companies/index.ts";
import { getBase } from "#contexts/identity/index.ts";
import { canSeeNeeds } from "#contexts/needs/index.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import type { Route } from "./+types/home.ts";
import { ctxOf } from "./context.ts";
import classes from "./home/home.module.css";
import { NeedsUnderWay } from "./home/needs-under-way.tsx";
import { partOfDay } from "./home/part-of-day.ts";
import { QuickActionIcon } from "./home/quick-action-icon.tsx";
import { WaitingList } from "./home/waiting-list.tsx";
import { listNeedsUnderWay } from "./needs-under-way.ts";
import { quickActionsOf } from "./quick-actions.ts";
import { page } from "./respond.ts";
import { listWaiting } from "./waiting.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => {
    const [waiting, needs, base] = await Promise.all([listWaiting(ctx), listNeedsUnderWay(ctx), getBase(ctx)]);
    const now = ctx.now();
    return {
      firstName: ctx.actor.personName ?? "",
      waiting,
      needs,
      now,
      partOfDay: partOfDay(now, base?.timeZone ?? "UTC"),
      actions: quickActionsOf(ctx.actor),
      teachesScouting: canSeeNeeds(ctx.actor) && canWriteCompanies(ctx.actor),
    };
  });
}

/** What waits for me, and what I usually start. */
export default function Home() {
  const { firstName, waiting, needs, now, partOfDay: part, actions, teachesScouting } = useLoaderData<typeof loader>();
  const t = useTranslations("shell.home");
  const format = useFormatter();
  const overdue = waiting.filter((item) => item.isOverdue).length;
  const today = format.dateTime(now, { weekday: "long", day: "numeric", month: "long" });
  return (
    <>
      <PageHeader
        title={t(`greeting.${part}`, { name: firstName })}
        tabTitle={t("title")}
        lead={`${today} · ${t("summary", { count: waiting.length, overdue })}`}
      />
      <div className={classes.columns}>
        <div className={classes.side}>
          <Section title={t("waiting")} flush>
            {waiting.length > 0 ? (
              <WaitingList items={waiting} />
            ) : (
              <EmptyState icon={<IconChecks size={26} />} title={t("nothingTitle")} text={t("nothingText")} />
            )}
          </Section>
          <NeedsUnderWay needs={needs} />
        </div>
        <div className={classes.side}>
          <Section title={t("start")} flush>
            <QuickActions actions={actions} />
          </Section>
          {teachesScouting && (
            <Section title={t("way.title")}>
              <ol className={classes.way}>
                <li>{t("way.need")}</li>
                <li>{t("way.companies")}</li>
                <li>{t("way.match")}</li>
                <li>{t("way.decide")}</li>
              </ol>
            </Section>
          )}
        </div>
      </div>
    </>
  );
}

function QuickActions({ actions }: { actions: Awaited<ReturnType<typeof loader>>["actions"] }) {
  const t = useTranslations("shell.home.actions");
  return (
    <ul className={classes.actions}>
      {actions.map((action) => (
        <li key={action.id}>
          <Link to={action.to} className={classes.action} prefetch="intent">
            <QuickActionIcon id={action.id} />
            <span>
              <span className={classes.actionName}>{t(`${action.id}.name`)}</span>
              <span className={classes.actionHint}>{t(`${action.id}.hint`)}</span>
            </span>
            <IconArrowRight size={16} className={classes.actionArrow} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
