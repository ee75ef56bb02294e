import { formObject, parse } from "#platform/parse.ts";
import { readinessKinds } from "../../readiness.ts";
import { templateInput } from "../../readiness-schema.ts";

/** The plan of a unit as its form sends it: one group of fields an item. */
export function templateOf(form: FormData) {
  const given = formObject(form) as Record<string, Record<string, unknown> | undefined>;
  const items = readinessKinds.map((kind) => {
    const { isNeeded, after = [], ...rest } = given[kind] ?? {};
    return { ...rest, kind, isNeeded: isNeeded === "on", after };
  });
  return parse(templateInput, { items });
}
