/** What an action returns when it refuses a submission: sentences to show and everything that was typed. */
export interface Refusal {
  ok: false;
  /** One sentence for the whole form. */
  formError: string;
  /** Field path ("budget.amount") → sentence in the reader's language. */
  fieldErrors: Record<string, string>;
  /** The submitted form by field name, without files and passwords. */
  values: FormValues;
}

export type FormValues = Record<string, string | string[]>;

export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === false && "fieldErrors" in answer;
}

/** The sentence for a field, also when the fault lies in one of its parts ("topics.2" belongs to "topics[]"). */
export function errorOf(refusal: Refusal | null, name: string): string | undefined {
  if (!refusal) return undefined;
  const path = name.endsWith("[]") ? name.slice(0, -2) : name;
  const inside = Object.keys(refusal.fieldErrors).find((key) => key.startsWith(`${path}.`));
  return refusal.fieldErrors[path] ?? (inside ? refusal.fieldErrors[inside] : undefined);
}

/** A submitted form as plain values; files and anything named like a password stay out of the answer. */
export function valuesOf(form: FormData): FormValues {
  const values: FormValues = {};
  for (const name of new Set(form.keys())) {
    if (/password|secret|token/i.test(name)) continue;
    const texts = form.getAll(name).filter((value) => typeof value === "string");
    if (texts.length > 0) values[name] = name.endsWith("[]") || texts.length > 1 ? texts : texts[0]!;
  }
  return values;
}
