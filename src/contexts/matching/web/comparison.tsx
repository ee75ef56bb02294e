import { Button, Checkbox } from "@mantine/core";
import { Form, Link } from "react-router";
import { useTranslations } from "use-intl";
import { parse } from "#platform/parse.ts";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { comparisonQuery } from "../schema.ts";
import { compareEntries } from "../shortlist/comparison.ts";
import { listEntries } from "../shortlist/queries.ts";
import type { ComparisonView } from "../shortlist/views.ts";
import type { Route } from "./+types/comparison";
import { useEvidenceText, useLabels, useRequirementText } from "./labels.ts";
import { Objections } from "./matches/objections.tsx";
import classes from "./matching.module.css";
import { stageTone } from "./stage-tone.ts";
import { TodaysFit } from "./todays-fit.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const chosen = new URL(request.url).searchParams.getAll("entry");
  return page(
    ctx,
    async () => {
      const { entry } = parse(comparisonQuery, chosen.length > 0 ? { entry: chosen } : {});
      const { entries } = await listEntries(ctx, params.needId);
      return {
        comparison: await compareEntries(ctx, params.needId, entry),
        choices: entries.map(({ id, company, stage }) => ({ id, name: company.name, stage })),
      };
    },
    request,
  );
}

/** Two to four companies side by side: what is asked against what each says, facts, votes. */
export default function Comparison({ loaderData: { comparison, choices }, params }: Route.ComponentProps) {
  const t = useTranslations("matching.comparison");
  const chosen = comparison.columns.map(({ entry }) => entry.id);
  return (
    <>
      <Form method="get" className={classes.toolbar} aria-label={t("choose")}>
        {choices.map(({ id, name }) => (
          <Checkbox key={id} name="entry" value={id} label={name} defaultChecked={chosen.includes(id)} />
        ))}
        <Button type="submit" variant="default" size="xs">
          {t("show")}
        </Button>
        <Link to={`/needs/${params.needId}/shortlist`}>{t("back")}</Link>
      </Form>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls sideways must be reachable by keyboard (WCAG 2.1.1). */}
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("title")}>
        <ComparisonTable comparison={comparison} />
      </div>
    </>
  );
}

function ComparisonTable({ comparison: { columns, requirements } }: { comparison: ComparisonView }) {
  const t = useTranslations("matching");
  const labels = useLabels();
  const requirementText = useRequirementText();
  const facts: [string, (column: Column) => React.ReactNode][] = [
    [
      t("facts.country"),
      ({ entry: { company } }) =>
        [company.city && labels.city(company.city), company.country && labels.country(company.country)]
          .filter(Boolean)
          .join(", "),
    ],
    [t("facts.founded"), ({ entry: { company } }) => company.foundedYear],
    [t("facts.size"), ({ entry: { company } }) => company.teamSize],
    [t("facts.stage"), ({ entry: { company } }) => company.stage && labels.stage(company.stage)],
    [t("facts.field"), ({ entry: { company } }) => company.field && labels.field(company.field)],
    [t("facts.certificates"), ({ entry: { company } }) => company.certificates.join(", ")],
    [
      t("facts.website"),
      ({ entry: { company } }) =>
        company.website && (
          <a href={company.website} rel="noreferrer">
            {new URL(company.website).hostname}
          </a>
        ),
    ],
  ];
  return (
    <table className={classes.comparison}>
      <thead>
        <tr>
          <th scope="row">{t("company")}</th>
          {columns.map(({ entry }) => (
            <th key={entry.id} scope="col">
              <Link to={`/companies/${entry.company.id}`}>{entry.company.name}</Link>
              <div>
                <StateBadge tone={stageTone[entry.stage]}>{t(`stages.${entry.stage}`)}</StateBadge>
              </div>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row
          label={t("fit")}
          columns={columns}
          cell={({ entry, fit }) => <TodaysFit fit={fit} whenAdded={entry.fitWhenAdded} />}
        />
        <Row
          label={t("facts.oneLiner")}
          columns={columns}
          cell={({ summary }) => <span lang={summary.lang}>{summary.text}</span>}
        />
        <Row label={t("comparison.reasons")} columns={columns} cell={({ reasons }) => reasons.join(" · ")} />
        <Group label={t("matches.requirements")} span={columns.length + 1} />
        {requirements.map((requirement) => (
          <Row
            key={requirement.id}
            label={requirementText(requirement)}
            columns={columns}
            cell={(column) => <Outcome column={column} requirementId={requirement.id} />}
          />
        ))}
        <Group label={t("comparison.facts")} span={columns.length + 1} />
        {facts.map(([label, cell]) => (
          <Row key={label} label={label} columns={columns} cell={cell} />
        ))}
        <Group label={t("comparison.opinions")} span={columns.length + 1} />
        <Row
          label={t("comparison.votes")}
          columns={columns}
          cell={({ entry: { tally } }) => t("report.votes", { yes: tally.yes, maybe: tally.maybe, no: tally.no })}
        />
        <Row
          label={t("notes")}
          columns={columns}
          cell={({ entry }) =>
            entry.notes.length > 0 && entry.notes.map((note) => <p key={note.id}>{`${note.person.name ?? "–"}: ${note.note}`}</p>)
          }
        />
        <Row
          label={t("matches.against")}
          columns={columns}
          cell={({ against }) => (against.length > 0 ? <Objections against={against} /> : null)}
        />
      </tbody>
    </table>
  );
}

type Column = ComparisonView["columns"][number];

function Row({ label, columns, cell }: { label: string; columns: Column[]; cell: (column: Column) => React.ReactNode }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {columns.map((column) => (
        <td key={column.entry.id}>{cell(column) || "–"}</td>
      ))}
    </tr>
  );
}

function Group({ label, span }: { label: string; span: number }) {
  return (
    <tr className={classes.group}>
      <th colSpan={span} scope="rowgroup">
        {label}
      </th>
    </tr>
  );
}

function Outcome({ column, requirementId }: { column: Column; requirementId: string }) {
  const t = useTranslations("matching.matches");
  const evidenceText = useEvidenceText();
  const outcome = column.requirements.find(({ id }) => id === requirementId);
  if (!outcome) return null;
  const tone = { met: "good", unknown: "idle", failed: "bad" } as const;
  const evidence = evidenceText(outcome);
  return (
    <>
      <StateBadge tone={tone[outcome.verdict]}>{t(`verdict.${outcome.verdict}`)}</StateBadge>
      {evidence && <div className={classes.evidence}>{evidence}</div>}
    </>
  );
}
