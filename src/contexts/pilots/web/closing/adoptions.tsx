import { Button } from "@mantine/core";
import { IconDownload, IconPlant2 } from "@tabler/icons-react";
import { Form, Link } from "react-router";
import { useTranslations } from "use-intl";
import { parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { Money } from "#ui/money.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import type { LedgerRow, LedgerSum } from "../../closing-views.ts";
import { listAdoptions } from "../../queries/adoptions.ts";
import { adoptionQuery } from "../../running-schema.ts";
import type { Route } from "./+types/adoptions";
import classes from "./closing.module.css";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const given = Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ""));
      const query = parse(adoptionQuery, given);
      return { query, ledger: await listAdoptions(ctx, query) };
    },
    request,
  );
}

/** What became of all pilots: sums by unit and year, each opening down to its rows. */
export default function Adoptions({ loaderData: { query, ledger } }: Route.ComponentProps) {
  const t = useTranslations("evaluation");
  const tPilots = useTranslations("pilots");
  const { rows, sums, totals, units, years } = ledger;
  const address = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][]);
  return (
    <>
      <PageHeader
        crumbs={[{ label: tPilots("list.title"), to: "/pilots" }]}
        title={t("ledger.name")}
        lead={t("ledger.lead")}
        actions={(["csv", "xlsx"] as const).map((format) => (
          <Button
            key={format}
            component="a"
            href={`/pilots/adoptions/export?${new URLSearchParams([...address, ["format", format]])}`}
            variant="default"
            leftSection={<IconDownload size={17} aria-hidden />}
            download
          >
            {format.toUpperCase()}
          </Button>
        ))}
      />
      <Form method="get" className={classes.filter}>
        <SelectField
          name="unitId"
          label={t("ledger.unit")}
          empty={t("ledger.all")}
          choices={units.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={query.unitId ?? ""}
        />
        <SelectField
          name="year"
          label={t("ledger.year")}
          empty={t("ledger.all")}
          choices={years.map((year) => ({ value: year, label: year }))}
          defaultValue={query.year ?? ""}
        />
        <Button type="submit" variant="default">
          {t("ledger.show")}
        </Button>
      </Form>
      {rows.length === 0 ? (
        <EmptyState order={2} icon={<IconPlant2 size={26} />} title={t("ledger.emptyTitle")} text={t("ledger.emptyText")} />
      ) : (
        <>
          <dl className={classes.totals}>
            {totals.map(({ currency, plannedMinor, realisedMinor }) => (
              <div key={currency}>
                <dt>{t("ledger.sum", { currency })}</dt>
                <dd>
                  <Money fen={realisedMinor} currency={currency} compact />
                </dd>
                <dd>{t.rich("ledger.ofPlanned", { planned: () => <Money fen={plannedMinor} currency={currency} compact /> })}</dd>
              </div>
            ))}
          </dl>
          <Section title={t("ledger.byUnit")} hint={t("ledger.byUnitHint")}>
            {sums.map((sum) => (
              <UnitYear key={`${sum.unitId} ${sum.year} ${sum.currency}`} sum={sum} rows={rows} />
            ))}
          </Section>
        </>
      )}
    </>
  );
}

function UnitYear({ sum, rows }: { sum: LedgerSum; rows: LedgerRow[] }) {
  const t = useTranslations("evaluation");
  const own = rows.filter(
    (row) => row.unitId === sum.unitId && row.currency === sum.currency && row.happenedOn.startsWith(sum.year),
  );
  return (
    <details className={classes.unitYear}>
      <summary>
        <span>
          <strong>{sum.unitName}</strong> {sum.year} · {t("ledger.pilots", { count: sum.pilots })}
        </span>
        <span>
          <Money fen={sum.realisedMinor} currency={sum.currency} />{" "}
          <span className={classes.facts}>
            {t.rich("ledger.ofPlanned", { planned: () => <Money fen={sum.plannedMinor} currency={sum.currency} /> })}
          </span>
        </span>
      </summary>
      <ul className={classes.ledgerRows}>
        {own.map((row) => (
          <li key={row.id} data-void={row.isReversed || row.reversesId !== null || undefined}>
            <DateText value={row.happenedOn} />
            <span>
              <Link to={`/pilots/${row.pilotId}/result`}>{row.pilotTitle}</Link> · {row.companyName}
              <br />
              {t(`kinds.${row.kind}`)}: {row.title}
              {(row.isReversed || row.reversesId) && <em> · {t("adoption.reversal")}</em>}
            </span>
            <span className={classes.amounts}>
              <Money fen={(row.reversesId ? -1 : 1) * row.realisedMinor} currency={row.currency} />
              <span className={classes.facts}>
                {t.rich("ledger.ofPlanned", {
                  planned: () => <Money fen={(row.reversesId ? -1 : 1) * row.plannedMinor} currency={row.currency} />,
                })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
