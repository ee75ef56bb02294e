import { z } from "zod";
import { pageOf } from "#platform/pages.ts";
import { applicationStates, outcomes } from "./application.ts";
import { turns } from "./response-clock.ts";

const named = z.object({ id: z.uuid(), name: z.string() });
const wording = z.record(z.string(), z.string());

export const applicationRow = z.object({
  id: z.uuid(),
  reference: z.string(),
  /** Null where the reader's phase is blind. */
  firmName: z.string().nullable(),
  call: z.object({ id: z.uuid(), slug: z.string(), title: wording }),
  state: z.enum(applicationStates),
  outcome: z.enum(outcomes).nullable(),
  stage: z.number(),
  track: z.object({ key: z.string(), label: wording }).nullable(),
  field: z.string().nullable(),
  country: z.string().nullable(),
  isLate: z.boolean(),
  clock: z.object({ turn: z.enum(turns), since: z.date(), until: z.string().nullable(), isOverdue: z.boolean() }),
  responsible: named.nullable(),
  reviews: z.object({ asked: z.number(), handedIn: z.number() }),
  /** Null where there is none or the reader may not see it yet. */
  standing: z.object({ mean: z.number(), spread: z.number().nullable(), reviews: z.number() }).nullable(),
  /** The reader's own review, if any. */
  mine: z.object({ id: z.uuid(), state: z.enum(["assigned", "started", "submitted"]), dueOn: z.string().nullable() }).nullable(),
  submittedAt: z.date(),
});
export type ApplicationRowView = z.output<typeof applicationRow>;
export const applicationPage = pageOf(applicationRow);

const counted = z.array(z.object({ value: z.string(), count: z.number() }));
/** How many applications lie behind each choice of each facet, each counted as if its own facet were open. */
export const applicationFacets = z.object({
  counts: z.record(z.string(), counted),
  names: z.object({
    callId: z.record(z.string(), wording),
    track: z.record(z.string(), wording),
    responsible: z.record(z.string(), z.string()),
  }),
});
export type ApplicationFacets = z.output<typeof applicationFacets>;

/** What became, or would become, of each of many applications. */
export const bulkResult = z.object({
  isRehearsal: z.boolean(),
  rows: z.array(
    z.object({
      id: z.uuid(),
      /** Null where the reader finds no such application. */
      reference: z.string().nullable(),
      isDone: z.boolean(),
      /** Why not, in the reader's language. */
      refusal: z.string().nullable(),
    }),
  ),
});
export type BulkResult = z.output<typeof bulkResult>;
