import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { mostTyped } from "#platform/most-typed.ts";
import { pageQuery } from "#platform/pages.ts";
import { comparisons, measurers } from "./criterion.ts";
import { currencies } from "./money/money.ts";
import { dueKinds } from "./next-step.ts";
import { holdReasons, pilotStates, stopReasons, verdicts } from "./pilot.ts";
import { writtenDay } from "./written-day.ts";

/** Ten billion in minor units; a larger number is a typing mistake. */
export const mostMinor = 1_000_000_000_000;
const amount = z.number().int().min(1, "pilots.errors.amountNegative").max(mostMinor, "pilots.errors.amountTooLarge");
const lang = z.string().regex(/^[a-z]{2,3}$/, "pilots.errors.languageCode");

/** A trillion either way; a larger number is a typing mistake and no measurement. */
export const mostMeasured = 1e12;
export const measuredNumber = z
  .number()
  .min(-mostMeasured, "pilots.errors.numberTooLarge")
  .max(mostMeasured, "pilots.errors.numberTooLarge");

export const criterionInput = z.object({
  metric: writtenLine(160),
  unit: writtenLine(30).default(""),
  comparison: z.enum(comparisons),
  baseline: measuredNumber.nullable(),
  target: measuredNumber,
  method: writtenText(1000),
  measuredBy: z.enum(measurers),
});
export type CriterionInput = z.output<typeof criterionInput>;

/** What the host can say of its pilot before it is fixed; any part may be missing until a gate asks for it. */
const pilotInput = z
  .object({
    title: writtenLine(200).min(1),
    scope: writtenText(10_000),
    lang,
    problemOwnerPersonId: z.uuid(),
    sponsorPersonId: z.uuid().nullable(),
    budgetMinor: amount.nullable(),
    budgetCurrency: z.enum(currencies),
    budgetLine: writtenLine(120),
    startsOn: writtenDay.nullable(),
    endsOn: writtenDay.nullable(),
    decisionOn: writtenDay.nullable(),
    nextOrder: writtenText(2000),
    seriesContact: writtenLine(200),
    consequenceWithinDays: z.number().int().min(1).max(730).nullable(),
    note: writtenText(5000),
    criteria: z.array(criterionInput).max(12),
  })
  .partial();
export type PilotInput = z.output<typeof pilotInput>;

export const proposedPilot = pilotInput.extend({ needId: z.uuid(), companyId: z.uuid() });
export type ProposedPilot = z.output<typeof proposedPilot>;

export const pilotRevision = pilotInput.extend({ version: z.number().int().min(1) });
export type PilotRevision = z.output<typeof pilotRevision>;

export const gateInput = z.object({
  verdict: z.enum(verdicts),
  reason: z.enum([...new Set([...holdReasons, ...stopReasons])]).nullish(),
  /** What both sides read. */
  told: writtenText(2000).default(""),
  /** What stays with the host. */
  note: writtenText(2000).default(""),
  until: writtenDay.nullish(),
  /** The version the verdict was given on; another one meanwhile refuses it. */
  version: z.number().int().min(1),
});
export type GateInput = z.output<typeof gateInput>;

export const extensionInput = z.object({
  endsOn: writtenDay,
  decisionOn: writtenDay,
  told: writtenText(2000),
  version: z.number().int().min(1),
});
export type ExtensionInput = z.output<typeof extensionInput>;

/** What a file of a pilot hangs on. */
export const pilotFilePurposes = ["file", "document", "agreement", "delivery", "invoice", "measurement"] as const;
export type PilotFilePurpose = (typeof pilotFilePurposes)[number];

const version = z.number().int().min(1);

export const offerInput = z.object({ version });

export const sharingInput = z.object({ isShared: z.boolean(), version });
export type SharingInput = z.output<typeof sharingInput>;

export const contactInput = z.object({ personId: z.uuid(), version });
export type ContactInput = z.output<typeof contactInput>;

export const pilotParams = z.object({ pilotId: z.uuid() });

const list = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(item).max(50).optional());

export const pilotFilter = z.object({
  q: writtenLine(mostTyped).optional(),
  state: list(z.enum(pilotStates)),
  unitId: list(z.uuid()),
  needId: list(z.uuid()),
  companyId: z.uuid().optional(),
  due: z.enum(dueKinds).optional(),
  mine: z.stringbool().or(z.boolean()).optional(),
});
export type PilotFilter = z.output<typeof pilotFilter>;

export const pilotQuery = z.strictObject({
  ...pilotFilter.shape,
  ...pageQuery.shape,
  sort: z
    .enum(["next", "-next", "-changed", "changed", "stateSince", "-stateSince", "decisionOn", "-decisionOn", "endsOn", "-endsOn"])
    .default("next"),
});
export type PilotQuery = z.output<typeof pilotQuery>;

export const pilotExport = pilotQuery.extend({ format: z.enum(["csv", "xlsx"]).default("csv") });

export const calendarQuery = z.strictObject({
  ...pilotFilter.shape,
  /** "2026-04"; this month where nothing is said. */
  month: z
    .string()
    .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, "pipeline.errors.month")
    .optional(),
});
export type CalendarQuery = z.output<typeof calendarQuery>;
