import { z } from "zod";
import { fields } from "#contexts/companies/fields.ts";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { pageQuery } from "#platform/pages.ts";
import { applicationStates, outcomes } from "./application.ts";
import { turns } from "./response-clock.ts";

const list = <Item extends z.ZodType>(item: Item) => z.preprocess(oneAsList, z.array(item).max(50).optional());
const flag = z.stringbool().or(z.boolean()).optional();

/** Nobody was asked yet, somebody still writes, or all reviews that were asked for are handed in – of those the reader counts. */
export const reviewStates = ["none", "open", "complete"] as const;
export const scoreBands = ["80..100", "60..80", "40..60", "0..40", "none"] as const;

/** Facets of the operators' list: within one facet any value fits, between facets all must. */
const applicationFilter = z.object({
  /** In the name, the reference and in everything handed in and said that the reader may read. */
  q: writtenLine(200).optional(),
  callId: list(z.uuid()),
  state: list(z.enum(applicationStates)),
  stage: list(z.enum(["1", "2"])),
  outcome: list(z.enum(outcomes)),
  track: list(z.string().max(40)),
  field: list(z.enum(fields)),
  country: list(z.string().regex(/^[A-Z]{2}$/)),
  turn: list(z.enum(turns)),
  /** From and below, on the scale of 0 to 100 (`60..80`; `80..100` with both), or `none` without a score. */
  score: list(z.string().regex(/^(none|\d{1,3}\.\.\d{1,3})$/)),
  reviews: list(z.enum(reviewStates)),
  /** A person, or `nobody`. */
  responsible: list(z.uuid().or(z.literal("nobody"))),
  isOverdue: flag,
  isLate: flag,
  /** To be reviewed by the reader. */
  mine: flag,
});
export type ApplicationFilter = z.output<typeof applicationFilter>;

export const applicationFacetQuery = z.strictObject(applicationFilter.shape);

const sortNames = ["due", "submitted", "firm", "score"] as const;
export type ApplicationSort = (typeof sortNames)[number];
export const applicationSorts = sortNames.flatMap((name) => [name, `-${name}`] as const);
const sort = z.enum(applicationSorts).default("due");

export const applicationQuery = z.strictObject({ ...applicationFilter.shape, ...pageQuery.shape, sort });
export type ApplicationQuery = z.output<typeof applicationQuery>;

/** Some of the list, or all of it, in its order. */
const selection = { ...applicationFilter.shape, sort, id: z.preprocess(oneAsList, z.array(z.uuid()).max(200).optional()) };

export const applicationExport = z.strictObject({
  ...selection,
  format: z.enum(["csv", "xlsx"]).default("xlsx"),
  /** Names of columns with commas between; without them those the list shows at first. */
  columns: z.string().max(400).optional(),
  /** A column for each question of the forms. */
  answers: flag,
});
export type ApplicationExport = z.output<typeof applicationExport>;

export const applicationPack = z.strictObject(selection);
export type ApplicationPack = z.output<typeof applicationPack>;

function oneAsList(given: unknown): unknown {
  return given === undefined || Array.isArray(given) ? given : [given];
}

export const mostAtOnce = 100;
const ids = z.array(z.uuid()).min(1).max(mostAtOnce);

/** One step for many applications. */
export const bulkStep = z.discriminatedUnion("step", [
  z.object({ step: z.literal("beginReview"), ids }),
  z.object({ step: z.literal("remindReviewers"), ids }),
  z.object({
    step: z.literal("askForSecondStage"),
    ids,
    reason: writtenText(2000).default(""),
    until: z.iso.date().nullable().default(null),
  }),
  z.object({ step: z.literal("giveToResponsible"), ids, personId: z.uuid().nullable() }),
]);
export type BulkStep = z.output<typeof bulkStep>;

export const bulkRequest = z.object({
  step: bulkStep,
  /** Says what would happen, and does nothing. */
  isRehearsal: z.boolean().default(false),
});

export const responsibleInput = z.object({ personId: z.uuid().nullable() });
