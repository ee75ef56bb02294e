import type { NeedTemplate } from "../../templates/need-template.ts";
import type { FormOptions } from "./form-options.ts";
import type { NeedFormValues } from "./form-values.ts";

/** What a new form holds: nothing but the actor's own unit and name, or a template's text in the reader's language. */
export function newValues(options: FormOptions, template: NeedTemplate | null, lang: "en" | "zh" | "de" | "ru"): NeedFormValues {
  const text = template?.texts[lang] ?? { title: "", detail: "", teaser: "" };
  const certificates = template?.certificates ?? [];
  return {
    ...text,
    lang: "",
    field: template?.field ?? "",
    topics: template?.topics ?? [],
    tags: [],
    languages: [lang],
    budgetMinor: "",
    decideBy: "",
    urgency: "normal",
    visibility: "unit",
    unitId: options.self.unitId ?? options.units[0]?.id ?? "",
    ownerPersonId: options.self.personId,
    sponsorPersonId: "",
    requirements: [
      ...(template?.requirements ?? []).map((each) => ({ level: each.level, kind: "text", text: each.text[lang], value: "" })),
      ...(certificates.length > 0 ? [{ level: "should", kind: "certificate", text: "", value: certificates.join(", ") }] : []),
    ],
  };
}
