import { audit } from "#platform/audit/audit.ts";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, forbidden, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { isOver } from "../pilot.ts";
import { canRunPilot, sideOf } from "../policy.ts";
import { type PilotRow, pilotRowIn, wallsOf } from "../queries/pilot-row.ts";
import { type ReadinessKind, usualItems } from "../readiness.ts";
import type { DocumentInput, ItemPlan, ItemVerdict } from "../readiness-schema.ts";
import { requirePeople } from "./pilot-parts.ts";

/** Opens the readiness lane of a scoped pilot. What the company gave before and is still valid counts as provided at once. */
export async function startReadinessIn(tx: Transaction, ctx: Context, pilot: PilotRow): Promise<void> {
  const { today, workdaysAfter } = await baseCalendar(tx, ctx);
  const known = new Map((await documentsIn(tx, pilot.companyId, today)).map((document) => [document.kind, document]));
  await tx
    .insertInto("readinessItem")
    .values(
      usualItems.map(({ kind, after, startupDays, hostDays }) => {
        const document = known.get(kind);
        return {
          ...wallsOf(pilot),
          id: newId(),
          kind,
          after: [...after],
          startupDays,
          hostDays,
          startedOn: today,
          turnSince: ctx.now(),
          ...(document
            ? { state: "provided" as const, documentId: document.id, providedOn: today, validUntil: document.validUntil }
            : {}),
          dueOn: workdaysAfter(today, document ? hostDays : startupDays),
        };
      }),
    )
    .onConflict((conflict) => conflict.constraint("readiness_item_once").doNothing())
    .execute();
}

const documentsIn = (tx: Transaction, companyId: string, today: string) =>
  tx
    .selectFrom("startupDocument")
    .select(["id", "kind", "validUntil"])
    .where("companyId", "=", companyId)
    .where("replacedAt", "is", null)
    .where((eb) => eb.or([eb("validUntil", "is", null), eb("validUntil", ">=", today)]))
    .execute();

/**
 * Gives what an item asks for; by the start-up, or by the host for it. The document is kept with the firm and used again in later pilots:
 * one of the same kind is replaced.
 */
export async function provideDocument(ctx: Context, pilotId: string, kind: ReadinessKind, given: DocumentInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, item } = await openItemIn(tx, ctx, pilotId, kind);
    allow(sideOf(ctx.actor, pilot) !== null);
    if (item.state === "accepted" || item.state === "notNeeded") throw new DomainError("conflict", "pilots.errors.itemDone");
    const { today, workdaysAfter } = await baseCalendar(tx, ctx);
    if (given.validUntil && given.validUntil < today)
      throw new DomainError("invalid", "errors.invalid", { fields: { validUntil: "pilots.errors.ranOut" } });
    const documentId = await keepDocument(tx, ctx, pilot, kind, given);
    await changeItem(tx, ctx, item.id, {
      state: "provided",
      documentId,
      providedOn: today,
      validUntil: given.validUntil ?? null,
      returnReason: "",
      dueOn: workdaysAfter(today, item.hostDays),
    });
    await tell(tx, ctx, pilot, kind, "provided");
  });
}

async function keepDocument(
  tx: Transaction,
  ctx: Context,
  { id: pilotId, companyId, startupOrgId, partyOrgIds }: PilotRow,
  kind: ReadinessKind,
  { details, validUntil, fileId }: DocumentInput,
): Promise<string> {
  if (fileId)
    found(
      await tx
        .selectFrom("pilotFile")
        .select("id")
        .where("id", "=", fileId)
        .where("pilotId", "=", pilotId)
        .where("purpose", "=", "document")
        .executeTakeFirst(),
    );
  await tx
    .updateTable("startupDocument")
    .set({ replacedAt: ctx.now() })
    .where("companyId", "=", companyId)
    .where("kind", "=", kind)
    .where("replacedAt", "is", null)
    .execute();
  const id = newId();
  await tx
    .insertInto("startupDocument")
    .values({
      id,
      companyId,
      startupOrgId,
      readerOrgIds: partyOrgIds,
      kind,
      fileId: fileId ?? null,
      details: json(details),
      validUntil: validUntil ?? null,
      givenBy: ctx.actor.personId!,
      givenAt: ctx.now(),
    })
    .execute();
  return id;
}

/** The host accepts what was given, gives it back with what is wrong, or says that this pilot does not need it. */
export async function judgeItem(ctx: Context, pilotId: string, kind: ReadinessKind, judged: ItemVerdict): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, item } = await openItemIn(tx, ctx, pilotId, kind);
    allow(canRunPilot(ctx.actor, pilot));
    if (judged.verdict !== "notNeeded" && item.state !== "provided")
      throw new DomainError("conflict", "pilots.errors.nothingProvided");
    const { today, workdaysAfter } = await baseCalendar(tx, ctx);
    await changeItem(tx, ctx, item.id, {
      state: judged.verdict,
      returnReason: judged.verdict === "accepted" ? "" : judged.reason,
      acceptedOn: judged.verdict === "accepted" ? today : null,
      ...(judged.verdict === "accepted" && judged.validUntil ? { validUntil: judged.validUntil } : {}),
      dueOn: judged.verdict === "returned" ? workdaysAfter(today, item.startupDays) : today,
    });
    await tell(tx, ctx, pilot, kind, judged.verdict);
  });
}

/** Who takes care of an item at the host, and how many working days each side has. */
export async function planItem(ctx: Context, pilotId: string, kind: ReadinessKind, plan: ItemPlan): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, item } = await openItemIn(tx, ctx, pilotId, kind);
    allow(canRunPilot(ctx.actor, pilot));
    if (plan.hostPersonId) await requirePeople(tx, pilot.ownerOrgId, { hostPersonId: plan.hostPersonId });
    const given = Object.fromEntries(Object.entries(plan).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0) await tx.updateTable("readinessItem").set(given).where("id", "=", item.id).execute();
    const detail = { kind, ...given };
    await audit(tx, ctx, { action: "pilot.readiness_planned", subjectType: "pilot", subjectId: pilotId, detail });
  });
}

async function openItemIn(tx: Transaction, ctx: Context, pilotId: string, kind: ReadinessKind) {
  const pilot = await pilotRowIn(tx, ctx, pilotId);
  if (sideOf(ctx.actor, pilot) === null && ctx.actor.kind !== "system") throw forbidden();
  if (isOver(pilot.state)) throw new DomainError("conflict", "pilots.errors.isOver");
  const item = found(
    await tx
      .selectFrom("readinessItem")
      .selectAll()
      .where("pilotId", "=", pilotId)
      .where("kind", "=", kind)
      .forUpdate()
      .executeTakeFirst(),
  );
  return { pilot, item };
}

interface ItemChange {
  state: "provided" | "accepted" | "returned" | "notNeeded";
  documentId?: string;
  providedOn?: string;
  acceptedOn?: string | null;
  validUntil?: string | null;
  returnReason: string;
  dueOn: string;
}

const changeItem = (tx: Transaction, ctx: Context, id: string, change: ItemChange) =>
  tx
    .updateTable("readinessItem")
    .set({ ...change, turnSince: ctx.now() })
    .where("id", "=", id)
    .execute();

async function tell(tx: Transaction, ctx: Context, { id, ownerOrgId }: PilotRow, kind: ReadinessKind, to: string) {
  await publish(tx, ctx, pilotEvents.readinessChanged, { pilotId: id, ownerOrgId, kind, to });
  const detail = { kind, to };
  await audit(tx, ctx, { action: pilotEvents.readinessChanged, subjectType: "pilot", subjectId: id, detail });
}
