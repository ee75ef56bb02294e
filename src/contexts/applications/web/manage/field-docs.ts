import type { FieldKind, FormField } from "../../form/field.ts";
import type { Form } from "../../form/form.ts";

/** A name no field, choice or column has yet: the stem with the next free number. */
export function freeKey(stem: string, taken: readonly string[]): string {
  const known = new Set(taken);
  for (let number = 1; ; number += 1) if (!known.has(`${stem}${number}`)) return `${stem}${number}`;
}

/** A question as it begins. */
export function newField(kind: FieldKind, stage: FormField["stage"], fields: Form): FormField {
  const key = freeKey(
    kind,
    fields.map((field) => field.key),
  );
  const common = {
    key,
    stage,
    label: {},
    help: {},
    isRequired: kind === "consent",
    privateTo: null,
    isIdentifying: false,
    profilePart: null,
    showIf: null,
  };
  switch (kind) {
    case "text":
      return { ...common, kind, longest: 200 };
    case "longText":
      return { ...common, kind, longest: 3000 };
    case "choice":
      return { ...common, kind, options: newOptions() };
    case "choices":
      return { ...common, kind, options: newOptions(), most: null };
    case "number":
      return { ...common, kind, unit: "", least: null, most: null };
    case "money":
      return { ...common, kind, currency: "CNY" };
    case "file":
      return { ...common, kind, most: 1, mostMb: 20 };
    case "table":
      return { ...common, kind, columns: [{ key: "column1", kind: "text", label: {} }], mostRows: 20 };
    default:
      return { ...common, kind };
  }
}

const newOptions = () => [
  { value: "option1", label: {} },
  { value: "option2", label: {} },
];

/** A copy of a question behind it, under a name of its own. */
export function withCopyOf(fields: Form, at: number): Form {
  const field = fields[at]!;
  const key = freeKey(
    field.key.replace(/\d+$/, ""),
    fields.map((each) => each.key),
  );
  return fields.toSpliced(at + 1, 0, { ...structuredClone(field), key, profilePart: null });
}

/** Questions a condition may ask about: those before it, with answers one can name. */
export const conditionTargets = (fields: Form, at: number): FormField[] =>
  fields
    .slice(0, at)
    .filter(({ kind, stage }) => (kind === "choice" || kind === "choices" || kind === "consent") && stage <= fields[at]!.stage);

/** What a question in a condition can be answered with. */
export const answersOf = (field: FormField): string[] =>
  "options" in field ? field.options.map(({ value }) => value) : ["true", "false"];

/** The form with a question elsewhere; moved among those of the other stage it becomes one of them. */
export function withMoved(fields: Form, from: number, to: number): Form {
  const rest = fields.toSpliced(from, 1);
  const neighbour = rest[to] ?? rest[to - 1];
  const field = { ...fields[from]!, stage: to === 0 ? (neighbour?.stage ?? 1) : rest[to - 1]!.stage };
  const stays = rest[to]?.stage === fields[from]!.stage || rest[to - 1]?.stage === fields[from]!.stage;
  return rest.toSpliced(to, 0, stays ? fields[from]! : field);
}

/** Both stages as the builder shows them: the first before the second, each question with its place in the form. */
export const byStage = (fields: Form, stage: FormField["stage"]): { field: FormField; at: number }[] =>
  fields.flatMap((field, at) => (field.stage === stage ? [{ field, at }] : []));

/** The order of a form: what the first stage asks stands before what the second adds. */
export const inOrder = (fields: Form): Form => fields.toSorted((a, b) => a.stage - b.stage);
