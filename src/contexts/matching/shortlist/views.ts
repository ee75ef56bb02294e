import { z } from "zod";
import { shortlistStages } from "../shortlist-stage.ts";
import { companyFacts, objection, requirementOutcome } from "../views.ts";

const person = z.object({ id: z.uuid(), name: z.string().nullable() });

export const voteView = z.object({
  person,
  vote: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  comment: z.string(),
  votedAt: z.date(),
});
export const noteView = z.object({
  id: z.uuid(),
  person,
  note: z.string(),
  writtenAt: z.date(),
  can: z.object({ remove: z.boolean() }),
});

export const entryView = z.object({
  id: z.uuid(),
  company: companyFacts,
  stage: z.enum(shortlistStages),
  position: z.number().int(),
  /** As on the day it was added; null where it was not known then. */
  fitWhenAdded: z.number().nullable(),
  reasons: z.array(z.string()),
  addedBy: person,
  addedAt: z.date(),
  votes: z.array(voteView),
  tally: z.object({ yes: z.number().int(), maybe: z.number().int(), no: z.number().int() }),
  myVote: z.object({ vote: z.number(), comment: z.string() }).nullable(),
  notes: z.array(noteView),
  pass: z
    .object({ reasonCode: z.string(), note: z.string(), recheckKind: z.string(), recheckOn: z.string().nullable() })
    .nullable(),
});
export type EntryView = z.output<typeof entryView>;

/** With the fit of today, the same on every page; null while the index does not know the company. */
export const fittedEntryView = entryView.extend({ fit: z.number().nullable() });
export type FittedEntryView = z.output<typeof fittedEntryView>;

export const shortlistView = z.object({
  need: z.object({ id: z.uuid(), title: z.string(), lang: z.string(), state: z.string() }),
  entries: z.array(fittedEntryView),
  can: z.object({ curate: z.boolean(), judge: z.boolean() }),
});
export type ShortlistView = z.output<typeof shortlistView>;

export const comparisonView = z.object({
  need: shortlistView.shape.need.extend({
    unitName: z.string(),
    ownerName: z.string(),
    detail: z.string(),
    decideBy: z.string().nullable(),
    budgetMinor: z.number().nullable(),
    budgetCurrency: z.string(),
  }),
  requirements: z.array(
    z.object({
      id: z.uuid(),
      level: z.enum(["must", "should"]),
      kind: z.string(),
      text: z.string(),
      value: z.record(z.string(), z.unknown()),
    }),
  ),
  columns: z.array(
    z.object({
      entry: entryView,
      fit: z.number(),
      /** Words of need and profile that met, the heaviest first. */
      reasons: z.array(z.string()),
      summary: z.object({ text: z.string(), lang: z.string() }),
      requirements: z.array(requirementOutcome),
      against: z.array(objection),
    }),
  ),
});
export type ComparisonView = z.output<typeof comparisonView>;
