import { useFormatter, useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import type { WaitingTimes } from "#platform/waiting-times.ts";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { getCall } from "../../queries/get-call.ts";
import { getPublicAnswerTimes, getResponseTimes } from "../../queries/response-times.ts";
import { readWording } from "../../wording.ts";
import type { Route } from "./+types/response-times";
import classes from "./decisions.module.css";
import timeClasses from "./response-times.module.css";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const call = await getCall(ctx, params.slug!);
      return { call, times: await getResponseTimes(ctx, call.id), told: await getPublicAnswerTimes(ctx, call.id) };
    },
    request,
  );
}

/** How long a call lets applicants wait, and what of it the public reads, with the definition beside the numbers. */
export default function ResponseTimesPage({ loaderData: { call, times, told } }: Route.ComponentProps) {
  const t = useTranslations("decisions.times");
  const locale = useLocale() as Locale;
  const title = readWording(call.title, locale);
  return (
    <>
      <PageHeader
        title={t("title")}
        crumbs={[{ label: title.text, to: `/calls/${call.slug}` }]}
        lead={t("lead", { screening: call.promisedDays.screening, review: call.promisedDays.review })}
      />
      <div className={timeClasses.figures}>
        <Figure title={t("firstLook")} times={times.firstLook} />
        <Figure title={t("decision")} times={times.decision} />
        <div className={timeClasses.figure}>
          <h2>{t("public")}</h2>
          <p>{told.medianDays === null ? t("publicNone") : t("publicTold", { days: told.medianDays })}</p>
        </div>
      </div>
      <Section title={t("units")} hint={t("unitsHint")} flush>
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>{t("unit")}</th>
                <th className={classes.number}>{t("median")}</th>
                <th className={classes.number}>{t("ninetieth")}</th>
                <th className={classes.number}>{t("count")}</th>
                <th className={classes.number}>{t("open")}</th>
              </tr>
            </thead>
            <tbody>
              {times.units.map(({ id, name, times: own }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td className={classes.number}>
                    <Days days={own.median} />
                  </td>
                  <td className={classes.number}>
                    <Days days={own.ninetieth} />
                  </td>
                  <td className={classes.number}>{own.count}</td>
                  <td className={classes.number}>{own.open}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
      <details className={timeClasses.definition} open>
        <summary>{t("definition")}</summary>
        <p className={classes.lead}>{t("definitionText")}</p>
      </details>
    </>
  );
}

function Figure({ title, times: { median, ninetieth, count, open } }: { title: string; times: WaitingTimes }) {
  const t = useTranslations("decisions.times");
  return (
    <div className={timeClasses.figure}>
      <h2>{title}</h2>
      <p className={timeClasses.big}>
        <Days days={median} />
      </p>
      <p className={classes.hint}>
        {t("ninetieth")}: <Days days={ninetieth} /> · {t("counted", { count, open })}
      </p>
    </div>
  );
}

function Days({ days }: { days: number | null }) {
  const t = useTranslations("decisions.times");
  const format = useFormatter();
  return days === null ? t("unknown") : t("days", { days: format.number(days, { maximumFractionDigits: 1 }) });
}
