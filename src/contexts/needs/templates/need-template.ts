import type { Field, Topic } from "#contexts/companies/fields.ts";
import type { SpokenLanguage } from "../language.ts";

/** A requirement in the words of each language; facts such as a country are left to the unit. */
export interface TemplateRequirement {
  level: "must" | "should";
  text: Record<SpokenLanguage, string>;
}

export interface TemplateText {
  title: string;
  detail: string;
  teaser: string;
}

export interface NeedTemplate {
  id: string;
  field: Field;
  topics: Topic[];
  certificates?: string[];
  texts: Record<SpokenLanguage, TemplateText>;
  requirements: TemplateRequirement[];
}
