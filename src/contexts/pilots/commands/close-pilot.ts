import { audit } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, forbidden, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId, newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { canBindSide, canRunPilot, sideOf } from "../policy.ts";
import { isStanding, type PilotRow, pilotRowIn, wallsOf } from "../queries/pilot-row.ts";
import type { AdoptionInput, LessonInput, ReferenceInput, ReversalInput } from "../running-schema.ts";
import { lockedPilotIn } from "./locked-pilot.ts";

/** What a side learned; its own until it shares it with the other. */
export async function writeLesson(ctx: Context, pilotId: string, lesson: LessonInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    if (sideOf(ctx.actor, pilot) === null) throw forbidden();
    const id = newId();
    await tx
      .insertInto("pilotLesson")
      .values({
        ...wallsOf(pilot),
        ...lesson,
        id,
        writerOrgId: ctx.actor.organisationId!,
        personId: ctx.actor.personId!,
        personName: ctx.actor.personName ?? "",
        writtenAt: ctx.now(),
      })
      .execute();
    const detail = { lessonId: id, kind: lesson.kind };
    await audit(tx, ctx, { action: "pilot.lesson_written", subjectType: "pilot", subjectId: pilotId, detail });
    return { id };
  });
}

/** Lets the other side read a lesson of the own one, or no longer; said by who wrote it or speaks for the side. */
export async function shareLesson(ctx: Context, lessonId: string, isShared: boolean): Promise<{ pilotId: string }> {
  return ctx.transact(async (tx) => {
    const lesson = found(
      isId(lessonId)
        ? await tx
            .selectFrom("pilotLesson")
            .select(["pilotId", "writerOrgId", "personId"])
            .where("id", "=", lessonId)
            .executeTakeFirst()
        : undefined,
    );
    const { pilotId } = lesson;
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    allow(sideOf(ctx.actor, pilot) !== null && lesson.writerOrgId === ctx.actor.organisationId);
    allow(lesson.personId === ctx.actor.personId || canBindSide(ctx.actor, pilot));
    await tx.updateTable("pilotLesson").set({ isShared }).where("id", "=", lessonId).execute();
    const action = isShared ? "pilot.lesson_shared" : "pilot.lesson_unshared";
    await audit(tx, ctx, { action, subjectType: "pilot", subjectId: pilotId, detail: { lessonId } });
    return { pilotId };
  });
}

/** Whether the other side may name this one as a reference, and quote it. */
export async function permitReference(ctx: Context, pilotId: string, { permission }: ReferenceInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    allow(canBindSide(ctx.actor, pilot));
    const side = sideOf(ctx.actor, pilot);
    const column = side === "host" ? { referenceByHost: permission } : { referenceByStartup: permission };
    await tx.updateTable("pilot").set(column).where("id", "=", pilotId).execute();
    const detail = { side, permission };
    await audit(tx, ctx, { action: "pilot.reference_permitted", subjectType: "pilot", subjectId: pilotId, detail });
  });
}

/**
 * A row of the adoption ledger of an evaluated or adopted pilot. The first one after criteria that were met carries out what was promised
 * for them.
 */
export async function recordAdoption(ctx: Context, pilotId: string, adoption: AdoptionInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const pilot = await lockedPilotIn(tx, ctx, pilotId);
    allow(canRunPilot(ctx.actor, pilot));
    if (pilot.state !== "evaluated" && pilot.state !== "adopted") throw new DomainError("conflict", "pilots.errors.notEvaluated");
    if (adoption.happenedOn > (await baseToday(tx, ctx)))
      throw new DomainError("invalid", "errors.invalid", { fields: { happenedOn: "pilots.errors.happenedInFuture" } });
    const id = await insertAdoption(tx, ctx, pilot, { ...adoption, reversesId: null });
    if (pilot.consequenceDueOn && !pilot.consequenceDoneAt)
      await tx.updateTable("pilot").set({ consequenceDoneAt: ctx.now() }).where("id", "=", pilotId).execute();
    await tell(tx, ctx, pilot, id);
    return { id };
  });
}

/**
 * Takes a row of the ledger back by one that reverses it; nothing is edited or deleted. Where no other row stands, what was promised is open
 * again; an adopted pilot keeps one that stands.
 */
export async function reverseAdoption(ctx: Context, adoptionId: string, { note }: ReversalInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const row = found(
      isId(adoptionId) ? await tx.selectFrom("adoption").selectAll().where("id", "=", adoptionId).executeTakeFirst() : undefined,
    );
    const pilot = await lockedPilotIn(tx, ctx, row.pilotId);
    allow(canRunPilot(ctx.actor, pilot));
    if (row.reversesId) throw new DomainError("conflict", "pilots.errors.isReversal");
    const { kind, title, plannedMinor, realisedMinor, currency, happenedOn } = row;
    const id = await insertAdoption(tx, ctx, pilot, {
      kind,
      title,
      plannedMinor,
      realisedMinor,
      currency,
      happenedOn,
      note,
      reversesId: adoptionId,
    });
    if (!(await hasStandingIn(tx, pilot.id))) {
      if (pilot.state === "adopted") throw new DomainError("conflict", "pilots.errors.lastAdoption");
      await tx.updateTable("pilot").set({ consequenceDoneAt: null }).where("id", "=", pilot.id).execute();
    }
    await tell(tx, ctx, pilot, id);
    return { id };
  });
}

const hasStandingIn = async (tx: Transaction, pilotId: string): Promise<boolean> =>
  (
    await tx
      .selectFrom("adoption as row")
      .select("row.id")
      .where("row.pilotId", "=", pilotId)
      .where(isStanding)
      .limit(1)
      .execute()
  ).length > 0;

async function insertAdoption(
  tx: Transaction,
  ctx: Context,
  { id: pilotId, ownerOrgId, unitId, companyId }: PilotRow,
  row: Omit<AdoptionInput, "currency"> & { currency: string; reversesId: string | null },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("adoption")
    .values({ ...row, id, pilotId, ownerOrgId, unitId, companyId, personId: ctx.actor.personId!, writtenAt: ctx.now() })
    .execute();
  return id;
}

async function tell(tx: Transaction, ctx: Context, { id, ownerOrgId }: PilotRow, adoptionId: string): Promise<void> {
  await publish(tx, ctx, pilotEvents.adoptionRecorded, { pilotId: id, ownerOrgId, adoptionId });
  await audit(tx, ctx, { action: pilotEvents.adoptionRecorded, subjectType: "pilot", subjectId: id, detail: { adoptionId } });
}
