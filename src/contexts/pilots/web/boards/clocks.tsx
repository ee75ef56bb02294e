import { IconClockHour4 } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { parse } from "#platform/parse.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { drawClocks } from "../../queries/clock-charts.ts";
import { listPilots } from "../../queries/list-pilots.ts";
import { getPilotClocks } from "../../queries/pilot-clocks.ts";
import { pilotQuery } from "../../schema.ts";
import type { Route } from "./+types/clocks";
import { Figure, FunnelTable, StatesTable, StopsTable, UnitsTable } from "./clock-tables.tsx";
import classes from "./clocks.module.css";
import { PilotsTable } from "./pilots-table.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const clocks = await getPilotClocks(ctx);
      return {
        clocks,
        pictures: await drawClocks(ctx, clocks),
        ageing: await listPilots(ctx, parse(pilotQuery, { due: "ageing", sort: "stateSince", limit: 20 })),
      };
    },
    request,
  );
}

/** How long pilots take, where they lie, how many come how far and why they end; each number with its definition. */
export default function Clocks({ loaderData: { clocks, pictures, ageing } }: Route.ComponentProps) {
  const t = useTranslations("pipeline.clocks");
  const { needToOrder, orderToDecision, needs, states, funnel, stops, units } = clocks;
  return (
    <>
      <PageHeader title={t("title")} crumbs={[{ label: t("pilots"), to: "/pilots" }]} lead={t("lead")} />
      <div className={classes.figures}>
        <Figure title={t("needToOrder")} times={needToOrder} />
        <Figure title={t("orderToDecision")} times={orderToDecision} />
        <div className={classes.figure}>
          <h2>{t("needs")}</h2>
          <p className={classes.big}>{needs.piloted}</p>
          <p className={classes.hint}>{t("needsText", needs)}</p>
        </div>
      </div>
      <Section title={t("states")} hint={t("statesHint")}>
        {states.some(({ times }) => times.count > 0) ? (
          <div className={classes.split}>
            <Chart picture={pictures.states} alt={t("statesAlt")} />
            <StatesTable states={states} />
          </div>
        ) : (
          <EmptyState icon={<IconClockHour4 size={26} />} title={t("nothing")} text={t("nothingText")} />
        )}
      </Section>
      <Section title={t("funnel")} hint={t("funnelHint")}>
        <div className={classes.split}>
          <Chart picture={pictures.funnel} alt={t("funnelAlt")} />
          <FunnelTable funnel={funnel} />
        </div>
        {stops.length > 0 && <StopsTable stops={stops} />}
      </Section>
      {units.length > 0 && (
        <Section title={t("units")} hint={t("unitsHint")} flush>
          <UnitsTable units={units} />
        </Section>
      )}
      {ageing.items.length > 0 && (
        <Section title={t("ageing")} hint={t("ageingHint")} plain>
          <PilotsTable pilots={ageing.items} isHost empty={null} />
        </Section>
      )}
      <details className={classes.definition}>
        <summary>{t("definition")}</summary>
        <p>{t("definitionText")}</p>
      </details>
    </>
  );
}
