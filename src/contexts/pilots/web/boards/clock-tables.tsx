import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import type { WaitingTimes } from "#platform/waiting-times.ts";
import type { FunnelStep, PilotClocks } from "../../board-views.ts";
import type { HoldReason, PilotState, StopReason } from "../../pilot.ts";
import classes from "./clocks.module.css";
import { useUnitName } from "./names.tsx";

export function Figure({ title, times: { median, ninetieth, count, open } }: { title: string; times: WaitingTimes }) {
  const t = useTranslations("pipeline.clocks");
  return (
    <div className={classes.figure}>
      <h2>{title}</h2>
      <p className={classes.big}>
        <Days days={median} />
      </p>
      <p className={classes.hint}>
        {t("ninetieth")}: <Days days={ninetieth} /> · {t("counted", { count, open })}
      </p>
    </div>
  );
}

function Days({ days }: { days: number | null }) {
  const t = useTranslations("pipeline.clocks");
  const format = useFormatter();
  if (days === null) return <span title={t("unknownHint")}>{t("unknown")}</span>;
  return t("days", { days: format.number(days, { maximumFractionDigits: days < 10 ? 1 : 0 }) });
}

export function StatesTable({ states }: Pick<PilotClocks, "states">) {
  const t = useTranslations("pipeline.clocks");
  const state = useTranslations("pilots.state");
  return (
    <Scroll label={t("states")}>
      <thead>
        <tr>
          <th scope="col">{t("state")}</th>
          <th scope="col">{t("median")}</th>
          <th scope="col">{t("ninetieth")}</th>
          <th scope="col">{t("count")}</th>
          <th scope="col">{t("open")}</th>
          <th scope="col">{t("limit")}</th>
          <th scope="col">{t("ageingCount")}</th>
        </tr>
      </thead>
      <tbody>
        {states.map(({ state: each, times, limit, ageing }) => (
          <tr key={each}>
            <th scope="row">{state(each)}</th>
            <td>{times.count > 0 ? <Days days={times.median} /> : "–"}</td>
            <td>{times.count > 0 ? <Days days={times.ninetieth} /> : "–"}</td>
            <td>{times.count}</td>
            <td>{times.open}</td>
            <td>{limit === null ? "–" : <Days days={limit} />}</td>
            <td>{ageing > 0 ? <Link to={`/pilots?due=ageing&state=${each}`}>{ageing}</Link> : ageing}</td>
          </tr>
        ))}
      </tbody>
    </Scroll>
  );
}

export function FunnelTable({ funnel }: Pick<PilotClocks, "funnel">) {
  const t = useTranslations("pipeline.clocks");
  const format = useFormatter();
  const stepName = useStepName();
  const first = funnel[0]?.count ?? 0;
  const share = (count: number, of: number) =>
    of === 0 ? "–" : format.number(count / of, { style: "percent", maximumFractionDigits: count / of < 0.1 ? 1 : 0 });
  return (
    <Scroll label={t("funnel")}>
      <thead>
        <tr>
          <th scope="col">{t("step")}</th>
          <th scope="col">{t("count")}</th>
          <th scope="col">{t("ofBefore")}</th>
          <th scope="col">{t("ofAll")}</th>
        </tr>
      </thead>
      <tbody>
        {funnel.map(({ step, count }, at) => (
          <tr key={step}>
            <th scope="row">{stepName(step as FunnelStep)}</th>
            <td>{format.number(count)}</td>
            <td>{at === 0 ? "–" : share(count, funnel[at - 1]!.count)}</td>
            <td>{share(count, first)}</td>
          </tr>
        ))}
      </tbody>
    </Scroll>
  );
}

function useStepName() {
  const t = useTranslations("pipeline.funnel");
  const state = useTranslations("pilots.state");
  return (step: FunnelStep): string => (step === "assessed" || step === "shortlisted" ? t(step) : state(step));
}

export function StopsTable({ stops }: Pick<PilotClocks, "stops">) {
  const t = useTranslations("pipeline.clocks");
  const reason = useTranslations("pilots.reason");
  const state = useTranslations("pilots.state");
  return (
    <>
      <h3 className={classes.sub}>{t("stops")}</h3>
      <Scroll label={t("stops")}>
        <thead>
          <tr>
            <th scope="col">{t("reason")}</th>
            <th scope="col">{t("from")}</th>
            <th scope="col">{t("count")}</th>
          </tr>
        </thead>
        <tbody>
          {stops.map(({ reason: why, from, count }) => (
            <tr key={`${why} ${from}`}>
              <th scope="row">{reason(why as HoldReason | StopReason)}</th>
              <td>{state(from as PilotState)}</td>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </Scroll>
    </>
  );
}

export function UnitsTable({ units }: Pick<PilotClocks, "units">) {
  const t = useTranslations("pipeline.clocks");
  const unitName = useUnitName();
  return (
    <Scroll label={t("units")}>
      <thead>
        <tr>
          <td />
          <th scope="colgroup" colSpan={3}>
            {t("needToOrder")}
          </th>
          <th scope="colgroup" colSpan={3}>
            {t("orderToDecision")}
          </th>
        </tr>
        <tr>
          <th scope="col">{t("unit")}</th>
          {["order", "decision"].flatMap((each) => [
            <th key={`${each} median`} scope="col">
              {t("median")}
            </th>,
            <th key={`${each} ninetieth`} scope="col">
              {t("ninetieth")}
            </th>,
            <th key={`${each} count`} scope="col">
              {t("countOpen")}
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {units.map(({ unit, needToOrder, orderToDecision }) => (
          <tr key={unit.id}>
            <th scope="row">
              <Link to={`/pilots?unitId=${unit.id}`}>{unitName(unit)}</Link>
            </th>
            <TimesCells times={needToOrder} />
            <TimesCells times={orderToDecision} />
          </tr>
        ))}
      </tbody>
    </Scroll>
  );
}

function TimesCells({ times: { count, open, median, ninetieth } }: { times: WaitingTimes }) {
  if (count === 0)
    return (
      <>
        <td>–</td>
        <td>–</td>
        <td>0</td>
      </>
    );
  return (
    <>
      <td>
        <Days days={median} />
      </td>
      <td>
        <Days days={ninetieth} />
      </td>
      <td>
        {count} ({open})
      </td>
    </>
  );
}

function Scroll({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      <table className={classes.table}>{children}</table>
    </section>
  );
}
