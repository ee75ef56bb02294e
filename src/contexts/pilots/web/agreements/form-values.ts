import { type AskedValues, isField, type ValueLanguage } from "../../agreement/fields.ts";
import type { AgreementFormView } from "../../agreement-views.ts";
import { agreedOfForm } from "../record/form-values.ts";

/** What a form of fields says: `values.<field>.<language>`, an amount with its currency beside it. */
export function askedOfForm(form: FormData): AskedValues {
  const values: AskedValues = {};
  for (const [name, value] of form) {
    const [, field, lang] = /^values\.(.+)\.([^.]+)$/.exec(name) ?? [];
    if (!field || !lang || !isField(field) || typeof value !== "string" || value.trim() === "") continue;
    const currency = form.get(`currency.${field}`);
    values[field] = { ...values[field], [lang as ValueLanguage]: currency ? `${Number(value)} ${currency}` : value };
  }
  return values;
}

/** What an amendment's form says. A criterion with the name of an agreed one is that one. */
export function changesOfForm(form: FormData, agreed: AgreementFormView["agreed"]): unknown {
  if (!form.has("scope")) return {};
  const { title: _title, lang: _lang, criteria, ...parts } = agreedOfForm(form);
  const known = new Map((agreed?.criteria ?? []).map(({ metric, id }) => [metric.trim(), id]));
  return {
    ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null)),
    criteria: (criteria as { metric: string }[]).map((each) => ({ ...each, id: known.get(each.metric.trim()) ?? null })),
  };
}
