import type { TimelineEntry } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { translator } from "#platform/i18n/translate.ts";
import type { AdoptionKind } from "../adoption.ts";
import type { Judgement } from "../criterion.ts";
import type { PilotState } from "../pilot.ts";
import { canSeePilots, visiblePilots } from "../policy.ts";

type Translator = Awaited<ReturnType<typeof translator>>;

const mostEntries = 100;
const mostPilots = 50;

/**
 * What happened in the pilots with a company, for its timeline, the last first: gates and offers for everybody who reads the pilot, what
 * was signed and ordered for the two sides, the ledger for the host. What the walls hide is not there.
 */
export async function timelineOfCompany(ctx: Context, companyId: string): Promise<TimelineEntry[]> {
  if (!canSeePilots(ctx.actor)) return [];
  const t = await translator(ctx.locale);
  const facts = await ctx.transact(async (tx) => {
    const pilots = await pilotsIn(tx, ctx, companyId);
    if (pilots.length === 0) return [];
    const ids = pilots.map(({ id }) => id);
    const said = [
      ...offersOf(t, pilots),
      ...(await gatesIn(tx, t, ids)),
      ...(await agreementsIn(tx, t, ids)),
      ...(await ordersIn(tx, t, ids)),
      ...(await measurementsIn(tx, t, ids)),
      ...(await adoptionsIn(tx, t, ids)),
    ];
    return said.map((fact) => entryOf(fact, pilots.find(({ id }) => id === fact.pilotId)!));
  });
  return facts.toSorted((left, right) => right.at.getTime() - left.at.getTime()).slice(0, mostEntries);
}

interface Fact {
  id: string;
  pilotId: string;
  at: Date;
  text: string;
  personName?: string | null;
  /** The tab that shows it. */
  tab?: string;
}

const pilotsIn = (tx: Transaction, { actor }: Context, companyId: string) =>
  visiblePilots(tx, actor)
    .select(["pilot.id", "number", "title", "lang", "offeredAt", "result"])
    .where("pilot.companyId", "=", companyId)
    .orderBy("pilot.stateChangedAt", "desc")
    .limit(mostPilots)
    .execute();

type PilotBrief = Awaited<ReturnType<typeof pilotsIn>>[number];

function entryOf({ id, pilotId, at, text, personName = null, tab }: Fact, { number, title, lang }: PilotBrief): TimelineEntry {
  const href = `/pilots/${pilotId}${tab ? `/${tab}` : ""}`;
  const detail = { pilotId, number, title, lang, text, href };
  return { id: `pilot:${id}`, kind: "pilot", at, personName, organisationName: null, detail, can: { undo: false } };
}

const offersOf = (t: Translator, pilots: readonly PilotBrief[]): Fact[] =>
  pilots.flatMap(({ id, offeredAt }) =>
    offeredAt ? [{ id: `offered:${id}`, pilotId: id, at: offeredAt, text: t("pilots.timeline.offered") }] : [],
  );

async function gatesIn(tx: Transaction, t: Translator, ids: readonly string[]): Promise<Fact[]> {
  const gates = await tx
    .selectFrom("pilotGate as gate")
    .innerJoin("pilot", "pilot.id", "gate.pilotId")
    .select(["gate.id", "gate.pilotId", "verdict", "fromState", "toState", "personName", "decidedAt as at", "pilot.result"])
    .where("gate.pilotId", "in", ids)
    .execute();
  return gates.map(({ verdict, fromState, toState, result, ...gate }) => {
    const state = t(`pilots.state.${toState as PilotState}`);
    const verdicts = {
      go: t("pilots.timeline.go", { state }),
      hold: t("pilots.timeline.hold", { state }),
      stop: t("pilots.timeline.stop"),
      extend: t("pilots.timeline.extend"),
      amend: t("pilots.timeline.amend"),
    };
    const text =
      fromState === null
        ? t("pilots.timeline.proposed")
        : toState === "evaluated" && verdict === "go" && result
          ? t("pilots.timeline.evaluated", { result: t(`pilots.judgement.${result as Judgement}`) })
          : verdicts[verdict as keyof typeof verdicts];
    return { ...gate, text, tab: "history" };
  });
}

async function agreementsIn(tx: Transaction, t: Translator, ids: readonly string[]): Promise<Fact[]> {
  const signed = await tx
    .selectFrom("agreement")
    .select(["id", "pilotId", "kind", "signedAt as at"])
    .where("pilotId", "in", ids)
    .where("signedAt", "is not", null)
    .$narrowType<{ at: Date }>()
    .execute();
  return signed.map(({ kind, ...fact }) => ({
    ...fact,
    text: t("pilots.timeline.signed", { kind: t(`agreements.kind.${kind as "nda"}`) }),
    tab: "agreements",
  }));
}

async function ordersIn(tx: Transaction, t: Translator, ids: readonly string[]): Promise<Fact[]> {
  const orders = await tx
    .selectFrom("purchaseOrder")
    .select(["id", "pilotId", "number", "sentAt", "confirmedAt", "completedAt"])
    .where("pilotId", "in", ids)
    .execute();
  return orders.flatMap(({ id, pilotId, number, sentAt, confirmedAt, completedAt }) => {
    const steps = [
      { step: "sent", at: sentAt, text: t("pilots.timeline.orderSent", { number }) },
      { step: "confirmed", at: confirmedAt, text: t("pilots.timeline.orderConfirmed", { number }) },
      { step: "completed", at: completedAt, text: t("pilots.timeline.orderCompleted", { number }) },
    ];
    return steps.flatMap(({ step, at, text }) => (at ? [{ id: `${step}:${id}`, pilotId, at, text, tab: "orders" }] : []));
  });
}

/** The first measurement of a pilot and the last one so far, not those between. */
async function measurementsIn(tx: Transaction, t: Translator, ids: readonly string[]): Promise<Fact[]> {
  const spans = await tx
    .selectFrom("pilotMeasurement")
    .select((eb) => ["pilotId", eb.fn.min("writtenAt").as("first"), eb.fn.max("writtenAt").as("last")])
    .where("pilotId", "in", ids)
    .groupBy("pilotId")
    .execute();
  return spans.flatMap(({ pilotId, first, last }) => [
    { id: `measuredFirst:${pilotId}`, pilotId, at: first, text: t("pilots.timeline.measuredFirst"), tab: "running" },
    ...(last > first
      ? [{ id: `measuredLast:${pilotId}`, pilotId, at: last, text: t("pilots.timeline.measuredLast"), tab: "running" }]
      : []),
  ]);
}

async function adoptionsIn(tx: Transaction, t: Translator, ids: readonly string[]): Promise<Fact[]> {
  const rows = await tx
    .selectFrom("adoption")
    .leftJoin("person", "person.id", "adoption.personId")
    .select([
      "adoption.id",
      "adoption.pilotId",
      "adoption.kind",
      "adoption.title",
      "reversesId",
      "writtenAt as at",
      "person.name as personName",
    ])
    .where("adoption.pilotId", "in", ids)
    .execute();
  return rows.map(({ kind, title, reversesId, ...fact }) => {
    const what = { kind: t(`evaluation.kinds.${kind as AdoptionKind}`), title };
    const text = reversesId ? t("pilots.timeline.adoptionReversed", what) : t("pilots.timeline.adopted", what);
    return { ...fact, text, tab: "result" };
  });
}
