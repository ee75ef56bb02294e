import { z } from "zod";
import { fields, foundedBands, newPass, sizeBands, stages, topics } from "#contexts/companies/index.ts";
import { writtenText } from "#platform/clean-text.ts";
import { feedbackReasons, feedbackVerdicts, openStages } from "./shortlist-stage.ts";

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(item).max(200).optional());

const ids = <Id extends string>(bands: readonly { id: Id }[]) => bands.map(({ id }) => id) as [Id, ...Id[]];

const filterShape = {
  country: listOf(z.string().regex(/^[A-Z]{2}$/, "errors.countryCode")),
  stage: listOf(z.enum(stages)),
  field: listOf(z.enum(fields)),
  topic: listOf(z.enum(topics)),
  founded: listOf(z.enum(ids(foundedBands))),
  size: listOf(z.enum(ids(sizeBands))),
  source: listOf(z.string().max(120)),
  status: listOf(z.string().max(120)),
};

/** Facets of the companies; within one any value fits, between them all must. Unknown names are refused. */
export const matchFilter = z.strictObject(filterShape);
export type MatchFilter = z.output<typeof matchFilter>;
export const filterNames = Object.keys(filterShape) as (keyof MatchFilter)[];

export const matchQuery = z.strictObject({
  ...filterShape,
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
  /** "show" also lists companies that fail a must or were passed on for this need. */
  excluded: z.enum(["hide", "show"]).default("hide"),
  passed: z.enum(["hide", "show"]).default("hide"),
  /** "ignore" leaves out what judgements on other needs taught. */
  learned: z.enum(["use", "ignore"]).default("use"),
});
export type MatchQuery = z.output<typeof matchQuery>;

export const textFields = ["name", "oneLiner", "description", "tags", "concepts"] as const;

export const textQuery = z.strictObject({
  text: z.string().trim().min(1).max(100_000),
  lang: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, "errors.languageCode")
    .optional(),
  top: z.coerce.number().int().min(1).max(1000).default(20),
  filters: matchFilter.optional(),
  fields: z.array(z.enum(textFields)).min(1).optional(),
});
export type TextQuery = z.input<typeof textQuery>;

export const needParams = z.object({ needId: z.uuid("errors.notFound") });
export const companyParams = z.object({ companyId: z.uuid("errors.notFound") });
export const entryParams = needParams.extend({ entryId: z.uuid("errors.notFound") });
export const noteParams = entryParams.extend({ noteId: z.uuid("errors.notFound") });
export const matchParams = needParams.extend({ companyId: z.uuid("errors.notFound") });

export const newFeedback = z.object({
  verdict: z.enum(feedbackVerdicts),
  reasonCode: z
    .enum(feedbackReasons)
    .nullish()
    .transform((code) => code ?? null),
  note: writtenText(2000).default(""),
});
export type NewFeedback = z.output<typeof newFeedback>;

export const learningChange = z.object({
  /** Only this need, or every need of its organisation. */
  scope: z.enum(["need", "organisation"]),
  isOn: z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]),
});
export type LearningChange = z.output<typeof learningChange>;

export const newEntry = z.object({ companyId: z.uuid(), stage: z.enum(openStages).default("shortlist") });
export type NewEntry = z.output<typeof newEntry>;

export const entryChange = z.object({
  stage: z.enum(openStages).optional(),
  /** Place inside the stage, 0 is first. */
  position: z.coerce.number().int().min(0).max(10_000).optional(),
});
export type EntryChange = z.output<typeof entryChange>;

export const entryPass = newPass;
export type EntryPass = z.output<typeof entryPass>;

export const newVote = z.object({
  vote: z.union([z.literal([1, 0, -1]), z.enum(["1", "0", "-1"]).transform(Number)]),
  comment: writtenText(1000).default(""),
});
export type NewVote = z.output<typeof newVote>;

export const newNote = z.object({ note: writtenText(5000).min(1) });

export const comparisonQuery = z.object({
  entry: listOf(z.uuid()).pipe(
    z.array(z.uuid()).min(2, "matching.errors.compareTwo").max(4, "matching.errors.compareFour").optional(),
  ),
});
export const similarQuery = z.object({ needId: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(50).default(10) });
export const exportQuery = z.object({ format: z.enum(["csv", "xlsx"]).default("xlsx") });
