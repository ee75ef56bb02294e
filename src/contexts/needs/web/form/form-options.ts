import { listColleagues, listUnits } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { canStateNeed } from "../../policy.ts";
import { needTemplates } from "../../templates.ts";

export interface FormOptions {
  units: { id: string; name: string }[];
  people: { id: string; name: string; unitName: string | null }[];
  self: { personId: string; unitId: string | null };
  templates: { id: string; title: string; field: string }[];
}

/** Units and people the form offers, and the templates in the reader's language. */
export async function formOptions(ctx: Context): Promise<FormOptions> {
  const units = await listUnits(ctx);
  const colleagues = await listColleagues(ctx);
  const people = new Map(colleagues.map(({ id, name, unitName }) => [id, { id, name, unitName }]));
  const lang = languageOf(ctx.locale);
  return {
    units: units.filter(({ id }) => canStateNeed(ctx.actor, id)).map(({ id, name }) => ({ id, name })),
    people: [...people.values()],
    self: { personId: ctx.actor.personId ?? "", unitId: ctx.actor.unitId },
    templates: needTemplates.map(({ id, texts, field }) => ({ id, title: texts[lang].title, field })),
  };
}

export const languageOf = (locale: string): "en" | "zh" | "de" | "ru" => {
  const lang = locale.slice(0, 2);
  return lang === "zh" || lang === "de" || lang === "ru" ? lang : "en";
};
