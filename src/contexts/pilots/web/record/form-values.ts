import { minorOf } from "../../money/typed-amount.ts";
import type { PilotView } from "../../views.ts";

/** A criterion as typed. */
export interface CriterionRow {
  metric: string;
  unit: string;
  comparison: string;
  baseline: string;
  target: string;
  method: string;
  measuredBy: string;
}

/** What the fields of the form hold, as typed. */
export interface PilotFormValues {
  title: string;
  scope: string;
  lang: string;
  problemOwnerPersonId: string;
  sponsorPersonId: string;
  budget: string;
  budgetCurrency: string;
  budgetLine: string;
  startsOn: string;
  endsOn: string;
  decisionOn: string;
  nextOrder: string;
  seriesContact: string;
  consequenceWithinDays: string;
  note: string;
  criteria: CriterionRow[];
}

export const emptyCriterion: CriterionRow = {
  metric: "",
  unit: "",
  comparison: "atLeast",
  baseline: "",
  target: "",
  method: "",
  measuredBy: "together",
};

export const amountText = (minor: number | null): string => (minor === null ? "" : String(minor / 100));

export const valuesOfPilot = (pilot: PilotView): PilotFormValues => ({
  title: pilot.title,
  scope: pilot.scope,
  lang: pilot.lang,
  problemOwnerPersonId: pilot.problemOwner.id,
  sponsorPersonId: pilot.internal?.sponsor?.id ?? "",
  budget: amountText(pilot.internal?.budgetMinor ?? null),
  budgetCurrency: pilot.internal?.budgetCurrency ?? "CNY",
  budgetLine: pilot.internal?.budgetLine ?? "",
  startsOn: pilot.startsOn ?? "",
  endsOn: pilot.endsOn ?? "",
  decisionOn: pilot.decisionOn ?? "",
  nextOrder: pilot.nextOrder,
  seriesContact: pilot.internal?.seriesContact ?? "",
  consequenceWithinDays: pilot.consequenceWithinDays === null ? "" : String(pilot.consequenceWithinDays),
  note: pilot.internal?.note ?? "",
  criteria: pilot.criteria.map(({ metric, unit, comparison, baseline, target, method, measuredBy }) => ({
    ...{ metric, unit, comparison, method, measuredBy },
    baseline: baseline === null ? "" : String(baseline),
    target: String(target),
  })),
});

/** Rows as they stand in the form, blank ones included, so that a mistake is shown at its own row. */
export function criteriaOfForm(form: FormData): CriterionRow[] {
  return rowNumbers(form).map((row) => {
    const part = (name: keyof CriterionRow) => String(form.get(`criteria.${row}.${name}`) ?? "");
    return {
      metric: part("metric"),
      unit: part("unit"),
      comparison: part("comparison"),
      baseline: part("baseline"),
      target: part("target"),
      method: part("method"),
      measuredBy: part("measuredBy"),
    };
  });
}

/** Numbers of the rows that were not left blank, in their order; the form's own numbers have gaps where rows were removed or left blank. */
export const filledRows = (form: FormData): number[] => {
  const rows = criteriaOfForm(form);
  return rowNumbers(form).filter((_, at) => !isBlank(rows[at]!));
};

function rowNumbers(form: FormData): number[] {
  const numbers = [...form.keys()].flatMap((name) => /^criteria\.(\d{1,2})\.metric$/.exec(name)?.[1] ?? []).map(Number);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

const isBlank = ({ metric, target, method, unit, baseline }: CriterionRow): boolean =>
  [metric, target, method, unit, baseline].every((text) => text.trim() === "");

const numberOf = (text: string): number | null => (text.trim() === "" ? null : Number(text.replace(",", ".")));

/** Who is named. */
export function peopleOfForm(form: FormData): Record<string, unknown> {
  const one = (name: string) => String(form.get(name) ?? "").trim();
  return {
    ...(one("problemOwnerPersonId") ? { problemOwnerPersonId: one("problemOwnerPersonId") } : {}),
    ...(form.has("sponsorPersonId") ? { sponsorPersonId: one("sponsorPersonId") || null } : {}),
  };
}

/** What the host keeps to itself and who is named: open to change as long as the pilot is. */
export function internalOfForm(form: FormData): Record<string, unknown> {
  const one = (name: string) => String(form.get(name) ?? "").trim();
  return {
    ...peopleOfForm(form),
    budgetMinor: one("budget") === "" ? null : minorOf(one("budget")),
    budgetCurrency: one("budgetCurrency") || undefined,
    budgetLine: one("budgetLine"),
    seriesContact: one("seriesContact"),
    note: one("note"),
  };
}

/** The form as input of the commands; what was left empty clears the value. */
export function agreedOfForm(form: FormData): Record<string, unknown> {
  const one = (name: string) => String(form.get(name) ?? "").trim();
  return {
    title: one("title"),
    scope: one("scope"),
    lang: one("lang") || undefined,
    startsOn: one("startsOn") || null,
    endsOn: one("endsOn") || null,
    decisionOn: one("decisionOn") || null,
    nextOrder: one("nextOrder"),
    consequenceWithinDays: numberOf(one("consequenceWithinDays")),
    criteria: criteriaOfForm(form)
      .filter((row) => !isBlank(row))
      .map((row) => ({ ...row, baseline: numberOf(row.baseline), target: numberOf(row.target) })),
  };
}
