import { z } from "zod";
import { fields, topics } from "#contexts/companies/fields.ts";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { mostTyped } from "#platform/most-typed.ts";
import { pageOf, pageQuery } from "#platform/pages.ts";
import { dueChoices } from "./facets.ts";
import { closeReasons, needStates, urgencies } from "./need.ts";
import { findingKeys, findingParts } from "./quality.ts";
import { requirement, requirementInput } from "./requirement.ts";
import { visibilities } from "./sight.ts";

const ids = z.array(z.uuid()).max(100);
const lang = z
  .string()
  .toLowerCase()
  .regex(/^[a-z]{2,3}$/, "needs.errors.languageCode");
const word = writtenLine(60).min(1);
/** Ten billion yuan in fen; a larger number is a typing mistake. */
const mostFen = 1_000_000_000_000;

/** What a unit can say of its need; a draft may lack any of it. Money in fen. */
const needInput = z
  .object({
    title: writtenLine(200),
    detail: writtenText(20_000),
    teaser: writtenText(2000),
    lang,
    field: z.enum(fields).nullable(),
    topics: z.array(z.enum(topics)).max(10),
    tags: z.array(word).max(20),
    languages: z.array(lang).max(10),
    budgetMinor: z.number().int().min(0, "needs.errors.budgetNegative").max(mostFen, "needs.errors.budgetTooLarge").nullable(),
    decideBy: z.iso.date("needs.errors.dateFormat").nullable(),
    urgency: z.enum(urgencies),
    visibility: z.enum(visibilities),
    ownerPersonId: z.uuid(),
    sponsorPersonId: z.uuid().nullable(),
    requirements: z.array(requirementInput).max(40),
  })
  .partial();
export type NeedInput = z.infer<typeof needInput>;

export const statedNeed = needInput.extend({ unitId: z.uuid().optional() });
export type StatedNeed = z.infer<typeof statedNeed>;

export const needRevision = needInput.extend({
  unitId: z.uuid().optional(),
  /** The version the change starts from; a newer one in the database refuses it. */
  version: z.number().int().min(1),
});
export type NeedRevision = z.infer<typeof needRevision>;

export const stateMove = z.object({
  to: z.enum(needStates),
  closeReason: z.enum(closeReasons).nullish(),
  note: writtenText(2000).nullish(),
});
export type StateMove = z.infer<typeof stateMove>;

export const needReaders = z.object({ personIds: ids, unitIds: ids });
export type NeedReaders = z.infer<typeof needReaders>;

export const needParams = z.object({ needId: z.uuid() });
export const requirementParams = z.object({ needId: z.uuid(), requirementId: z.uuid() });

const list = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(item).max(50).optional());

const needSorts = ["-updated", "updated", "decideBy", "-decideBy", "urgency", "-urgency"] as const;

/** Facets of the list: within one facet any value fits, between facets all must. */
const needFilter = z.object({
  q: writtenLine(mostTyped).optional(),
  state: list(z.enum(needStates)),
  unitId: list(z.uuid()),
  field: list(z.enum(fields)),
  urgency: list(z.enum(urgencies)),
  due: z.enum(dueChoices).optional(),
  /** "true" from an address; "false" and nothing at all mean everybody's. */
  mine: z.stringbool().or(z.boolean()).optional(),
});
export type NeedFilter = z.infer<typeof needFilter>;

export const needQuery = z.strictObject({ ...needFilter.shape, ...pageQuery.shape, sort: z.enum(needSorts).default("-updated") });
export type NeedQuery = z.infer<typeof needQuery>;

export const similarQuery = z.object({
  text: writtenText(20_000),
  excludeId: z.uuid().optional(),
});

const named = z.object({ id: z.uuid(), name: z.string() });
const unit = named.extend({ names: z.record(z.string(), z.string()) });
const clock = z.object({
  turn: z.enum(["owner", "scout", "nobody"]),
  since: z.date(),
  until: z.string().nullable(),
  isOverdue: z.boolean(),
});

const needRow = z.object({
  id: z.uuid(),
  title: z.string(),
  lang: z.string(),
  state: z.enum(needStates),
  unit,
  owner: named,
  field: z.string().nullable(),
  topics: z.array(z.string()),
  urgency: z.enum(urgencies),
  visibility: z.enum(visibilities),
  budgetMinor: z.number().nullable(),
  budgetCurrency: z.string(),
  decideBy: z.string().nullable(),
  clock,
  updatedAt: z.date(),
});
export type NeedRow = z.infer<typeof needRow>;
export const needPage = pageOf(needRow);

export const needView = needRow.extend({
  version: z.number(),
  detail: z.string(),
  teaser: z.string(),
  tags: z.array(z.string()),
  languages: z.array(z.string()),
  sponsor: named.nullable(),
  readerUnits: z.array(unit),
  readerPeople: z.array(named),
  requirements: z.array(requirement),
  closedReason: z.enum(closeReasons).nullable(),
  copiedFromId: z.uuid().nullable(),
  createdAt: z.date(),
  openedAt: z.date().nullable(),
  missing: z.array(z.string()),
  quality: z.object({
    score: z.number(),
    findings: z.array(z.object({ key: z.enum(findingKeys), part: z.enum(findingParts), weight: z.number() })),
  }),
  can: z.object({
    revise: z.boolean(),
    share: z.boolean(),
    attach: z.boolean(),
    duplicate: z.boolean(),
    moveTo: z.array(z.enum(needStates)),
  }),
});
export type NeedView = z.infer<typeof needView>;

export const stateChange = z.object({
  id: z.uuid(),
  from: z.enum(needStates).nullable(),
  to: z.enum(needStates),
  reasonCode: z.string().nullable(),
  note: z.string().nullable(),
  person: named.nullable(),
  changedAt: z.date(),
});
export type StateChange = z.infer<typeof stateChange>;

const needBrief = z.object({
  id: z.uuid(),
  title: z.string(),
  lang: z.string(),
  state: z.enum(needStates),
  unitName: z.string(),
  updatedAt: z.date(),
});
export type NeedBrief = z.infer<typeof needBrief>;

/** `score` is the share of the asked text, 0 to 1, that the need says too, in whatever language. */
export const similarNeed = needBrief.extend({ score: z.number() });
export type SimilarNeed = z.infer<typeof similarNeed>;

/** What the ranking reads of a need. */
export interface NeedForMatching {
  id: string;
  version: number;
  changeSeq: number;
  state: z.infer<typeof needRow>["state"];
  title: string;
  /** Title and detail as one text. */
  text: string;
  detail: string;
  lang: string;
  field: string | null;
  topics: string[];
  tags: string[];
  requirements: z.infer<typeof requirement>[];
}
