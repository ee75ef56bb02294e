import { useTranslations } from "use-intl";
import type { CriterionRow, PilotFormValues } from "./form-values.ts";
import { criteriaOfForm } from "./form-values.ts";
import type { NamedPerson } from "./pilot-form.tsx";
import classes from "./record.module.css";

export interface Conflict {
  theirs: PilotFormValues;
  values: Record<string, string | string[]>;
  version: number;
  isFixed: boolean;
}

const compared = [
  "title",
  "scope",
  "problemOwnerPersonId",
  "sponsorPersonId",
  "budget",
  "startsOn",
  "endsOn",
  "decisionOn",
  "nextOrder",
  "consequenceWithinDays",
  "budgetLine",
  "seriesContact",
  "note",
] as const;

/** What was saved in the meantime beside what was typed: only the parts that differ. The form below keeps what was typed. */
export function ConflictPanel({ conflict, people }: { conflict: Conflict; people: NamedPerson[] }) {
  const t = useTranslations("pilots");
  const { theirs, values } = conflict;
  const shown = (name: string, value: string) =>
    name.endsWith("PersonId") ? (people.find(({ id }) => id === value)?.name ?? value) : value;
  const parts = compared
    .filter((name) => name in values && theirs[name] !== String(values[name] ?? ""))
    .map((name) => ({ name, theirs: shown(name, theirs[name]), yours: shown(name, String(values[name] ?? "")) }));
  const ownCriteria = criteriaText(criteriaOf(values));
  const theirCriteria = criteriaText(theirs.criteria);
  return (
    <section className={classes.conflict} aria-label={t("conflict.title")}>
      <h2>{t("conflict.title")}</h2>
      <p>{t("conflict.text")}</p>
      {parts.map((part) => (
        <Difference key={part.name} title={t(`conflict.part.${part.name}`)} theirs={part.theirs} yours={part.yours} />
      ))}
      {ownCriteria !== theirCriteria && <Difference title={t("form.criteria")} theirs={theirCriteria} yours={ownCriteria} />}
    </section>
  );
}

export function Difference({ title, theirs, yours }: { title: string; theirs: string; yours: string }) {
  const t = useTranslations("pilots.conflict");
  return (
    <div>
      <h3>{title}</h3>
      <div className={classes.both}>
        <div>
          <span>{t("theirs")}</span>
          <div dir="auto">{theirs || "–"}</div>
        </div>
        <div>
          <span>{t("yours")}</span>
          <div dir="auto">{yours || "–"}</div>
        </div>
      </div>
    </div>
  );
}

function criteriaOf(values: Conflict["values"]): CriterionRow[] {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) if (typeof value === "string") form.append(name, value);
  return criteriaOfForm(form);
}

const criteriaText = (rows: readonly CriterionRow[]): string =>
  rows
    .filter(({ metric }) => metric.trim() !== "")
    .map(({ metric, baseline, target, unit, method }) => `${metric}: ${baseline || "–"} → ${target} ${unit} (${method})`)
    .join("\n");
