import { z } from "zod";
import { readinessKinds, readinessStates, sides, standings } from "./readiness.ts";

const details = z.record(z.string(), z.string());
const fileFacts = z.object({ name: z.string(), sizeBytes: z.number(), scanState: z.string() });
const day = z.iso.date();
const person = z.object({ id: z.uuid(), name: z.string() });

const itemView = z.object({
  kind: z.enum(readinessKinds),
  state: z.enum(readinessStates),
  standing: z.enum(standings),
  after: z.array(z.enum(readinessKinds)),
  version: z.number().int(),
  /** Whose turn it is, since when and until which day; null where it is nobody's. */
  turn: z.enum(sides).nullable(),
  turnSince: z.date(),
  dueOn: day,
  isOverdue: z.boolean(),
  startupDays: z.number().int(),
  hostDays: z.number().int(),
  hostPersonId: z.uuid().nullable(),
  hostPersonName: z.string(),
  startupPersonId: z.uuid().nullable(),
  startupPersonName: z.string(),
  startedOn: day,
  providedOn: day.nullable(),
  acceptedOn: day.nullable(),
  validUntil: day.nullable(),
  isRunningOut: z.boolean(),
  isReused: z.boolean(),
  wasAcceptedBefore: z.boolean(),
  returnReason: z.string(),
  /** What the document says; an account shows its last four characters. */
  details,
  document: z.object({ id: z.uuid(), givenAt: z.date(), givenByName: z.string(), file: fileFacts.nullable() }).nullable(),
  /** A document given before that could be used here. */
  offer: z.object({ validUntil: day.nullable(), givenAt: z.date() }).nullable(),
  /** Its bar in the plan. */
  startsOn: day,
  handedOverOn: day,
  endsOn: day,
  isDone: z.boolean(),
  isCritical: z.boolean(),
  slackDays: z.number().int(),
  can: z.object({
    provide: z.boolean(),
    judge: z.boolean(),
    dispense: z.boolean(),
    reopen: z.boolean(),
    show: z.boolean(),
  }),
});
export type ItemView = z.output<typeof itemView>;

export const readinessView = z.object({
  side: z.enum(sides).nullable(),
  companyId: z.uuid(),
  unitId: z.uuid(),
  today: day,
  readyOn: day,
  heldBy: z.enum(readinessKinds).nullable(),
  isOpen: z.boolean(),
  isOrdered: z
    .boolean()
    .describe("The gate to the order was passed: what is open now concerns documents that ran out or changed"),
  items: z.array(itemView),
  moves: z.array(
    z.object({
      id: z.uuid(),
      kind: z.string(),
      toState: z.string(),
      reason: z.string(),
      side: z.enum(sides).nullable(),
      personName: z.string(),
      movedAt: z.date(),
    }),
  ),
  people: z.array(person),
  can: z.object({ planUnit: z.boolean(), plan: z.boolean(), assign: z.boolean() }),
});
export type ReadinessView = z.output<typeof readinessView>;

export const documentView = z.object({
  id: z.uuid(),
  kind: z.enum(readinessKinds),
  details,
  hasSensitive: z.boolean(),
  validUntil: day.nullable(),
  standing: z.enum(["valid", "runningOut", "ranOut", "replaced"]),
  givenAt: z.date(),
  givenByName: z.string(),
  replacedAt: z.date().nullable(),
  file: fileFacts.nullable(),
  givenTo: z.array(z.string()),
  uses: z.array(
    z.object({
      pilotId: z.uuid(),
      number: z.string(),
      title: z.string(),
      state: z.enum(readinessStates),
      isReused: z.boolean(),
    }),
  ),
  can: z.object({ replace: z.boolean() }),
});
export type DocumentView = z.output<typeof documentView>;

export const companyDocuments = z.object({ company: person, documents: z.array(documentView) });

const sideDays = z.object({
  days: z.number().int(),
  estimate: z.number().int(),
  median: z.number().nullable(),
  cases: z.number().int(),
});

export const templateView = z.object({
  unitId: z.uuid(),
  /** From so many finished items on the median takes the place of the estimate. */
  enoughCases: z.number().int(),
  items: z.array(
    z.object({
      kind: z.enum(readinessKinds),
      isNeeded: z.boolean(),
      after: z.array(z.enum(readinessKinds)),
      startup: sideDays,
      host: sideDays,
      startupDays: z.number().int(),
      hostDays: z.number().int(),
      hostPersonId: z.uuid().nullable(),
      hostPersonName: z.string().nullable(),
    }),
  ),
});
export type TemplateView = z.output<typeof templateView>;

export const waitingReadiness = z.object({
  task: z.enum(["give", "renew", "judge"]),
  pilotId: z.uuid(),
  kind: z.enum(readinessKinds),
  number: z.string(),
  title: z.string(),
  companyName: z.string(),
  dueOn: day,
  since: z.date(),
  isOverdue: z.boolean(),
  href: z.string(),
});
