import { Button } from "@mantine/core";
import { IconFileTypePdf, IconPrinter } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { Money } from "#ui/money.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { compareEntries } from "../shortlist/comparison.ts";
import type { ComparisonView } from "../shortlist/views.ts";
import type { Route } from "./+types/report";
import { useFactTexts } from "./labels.ts";
import { Objections } from "./matches/objections.tsx";
import { RequirementTicks } from "./matches/requirement-ticks.tsx";
import classes from "./matching.module.css";
import { stageTone } from "./stage-tone.ts";

const mostEntries = 30;

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ comparison: await compareEntries(ctx, params.needId, undefined, mostEntries) }), request);
}

/** The list as one page to read, print and hand on to those who read the need. */
export default function Report({ loaderData: { comparison }, params }: Route.ComponentProps) {
  const t = useTranslations("matching");
  const { need, columns } = comparison;
  return (
    <div className={classes.report}>
      <PageHeader
        crumbs={[{ label: t("report.back"), to: `/needs/${params.needId}/shortlist` }]}
        title={<span lang={need.lang}>{need.title}</span>}
        tabTitle={need.title}
        lead={t("report.title")}
        meta={
          <>
            <span>{need.unitName}</span>
            <span>{need.ownerName}</span>
            {need.decideBy && (
              <span>
                {t("report.until")} <DateText value={need.decideBy} />
              </span>
            )}
            {need.budgetMinor !== null && <Money fen={need.budgetMinor} currency={need.budgetCurrency} />}
          </>
        }
        actions={
          <>
            <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
              {t("report.print")}
            </Button>
            <Button
              component="a"
              href={`/needs/${params.needId}/shortlist/report.pdf`}
              download
              leftSection={<IconFileTypePdf size={16} />}
            >
              PDF
            </Button>
          </>
        }
      />
      <p style={{ whiteSpace: "pre-line" }} lang={need.lang}>
        {need.detail}
      </p>
      {columns.length === 0 && <p>{t("shortlist.emptyTitle")}</p>}
      {columns.map((column) => (
        <ReportEntry key={column.entry.id} column={column} />
      ))}
    </div>
  );
}

function ReportEntry({
  column: { entry, fit, summary, reasons, requirements, against },
}: {
  column: ComparisonView["columns"][number];
}) {
  const t = useTranslations("matching");
  const factTexts = useFactTexts();
  const { company, tally } = entry;
  return (
    <article className={classes.reportEntry}>
      <h2>
        <Link to={`/companies/${company.id}`}>{[company.name, ...company.otherNames].join(" · ")}</Link>
      </h2>
      <p>
        <StateBadge tone={stageTone[entry.stage]}>{t(`stages.${entry.stage}`)}</StateBadge>{" "}
        {t("report.fit", { fit: Math.round(fit * 100) })} · {factTexts(company).join(" · ")}
      </p>
      <p lang={summary.lang}>{summary.text}</p>
      <RequirementTicks requirements={requirements} />
      {reasons.length > 0 && (
        <p className={classes.quiet}>
          {t("report.why")} {reasons.join(" · ")}
        </p>
      )}
      <p className={classes.quiet}>{t("report.votes", { yes: tally.yes, maybe: tally.maybe, no: tally.no })}</p>
      <ul className={classes.notes}>
        {entry.notes.map(({ id, person, note }) => (
          <li key={id}>
            <span className={classes.noteHead}>{person.name ?? "–"}</span>
            <p>{note}</p>
          </li>
        ))}
      </ul>
      <Objections against={against} />
    </article>
  );
}
