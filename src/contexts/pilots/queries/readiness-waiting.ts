import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { canSeePilots, sideOf } from "../policy.ts";
import { isRunningOut, type ReadinessItem, type ReadinessKind, standingOf, turnOfStanding } from "../readiness.ts";
import { type PilotRow, pilotRows } from "./pilot-row.ts";

/** An item of a supplier that waits for the reader. */
export interface WaitingReadiness {
  /** What to do: give a document, renew one that runs out, or judge what was given. */
  task: "give" | "renew" | "judge";
  pilotId: string;
  kind: ReadinessKind;
  number: string;
  title: string;
  companyName: string;
  dueOn: string;
  since: Date;
  isOverdue: boolean;
  href: string;
}

const mostShown = 50;

/**
 * Items of running pilots whose turn is the reader's, the most urgent first: at the host those given to the reader, at the start-up the
 * reader's own and what nobody was named for.
 */
export async function listReadinessWaiting(ctx: Context): Promise<WaitingReadiness[]> {
  if (!canSeePilots(ctx.actor) || ctx.actor.personId === null) return [];
  return ctx.transact(async (tx) => {
    const today = await baseToday(tx, ctx);
    const pilots = await pilotRows(tx, ctx.actor).where("pilot.state", "not in", ["adopted", "stopped"]).execute();
    const own = pilots.filter((pilot) => sideOf(ctx.actor, pilot) !== null);
    const lanes = await lanesIn(
      tx,
      own.map(({ id }) => id),
    );
    const names = await companyNames(
      tx,
      own.map(({ companyId }) => companyId),
    );
    return own
      .flatMap((pilot) => {
        const items = lanes.get(pilot.id) ?? [];
        const companyName = names.get(pilot.companyId) ?? "";
        return items.flatMap((item) => waitingItem(ctx, { pilot, item, items, companyName, today }) ?? []);
      })
      .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
      .slice(0, mostShown);
  });
}

interface Seen {
  pilot: PilotRow;
  item: Item;
  items: readonly Item[];
  companyName: string;
  today: string;
}

function waitingItem(ctx: Context, { pilot, item, items, companyName, today }: Seen): WaitingReadiness | null {
  const isEnding = isRunningOut(item, today);
  const turn = isEnding ? "startup" : turnOfStanding(standingOf(item, items, today));
  if (turn === null || turn !== sideOf(ctx.actor, pilot) || !isMine(ctx, { ...pilot, ...item }, turn)) return null;
  const { id: pilotId, number, title } = pilot;
  const dueOn = isEnding ? item.validUntil! : item.dueOn;
  return {
    task: turn === "host" ? "judge" : isEnding ? "renew" : "give",
    pilotId,
    kind: item.kind,
    number,
    title,
    companyName,
    dueOn,
    since: item.turnSince,
    isOverdue: dueOn < today,
    href: `/pilots/${pilotId}/readiness?item=${item.kind}#${item.kind}`,
  };
}

interface Item extends Pick<ReadinessItem, "kind" | "state" | "after" | "validUntil"> {
  dueOn: string;
  turnSince: Date;
  hostPersonId: string | null;
  startupPersonId: string | null;
}

async function lanesIn(tx: Transaction, pilotIds: readonly string[]): Promise<Map<string, Item[]>> {
  if (pilotIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("readinessItem")
    .select(["pilotId", "kind", "state", "after", "validUntil", "dueOn", "turnSince", "hostPersonId", "startupPersonId"])
    .where("pilotId", "in", [...pilotIds])
    .execute();
  return Map.groupBy(
    rows.map(({ after, ...row }) => ({ ...row, after: after as ReadinessKind[] })),
    ({ pilotId }) => pilotId,
  );
}

async function companyNames(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("company")
    .select(["id", "name"])
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function isMine(
  { actor }: Context,
  row: { hostPersonId: string | null; startupPersonId: string | null; problemOwnerPersonId: string },
  turn: "host" | "startup",
): boolean {
  if (turn === "host") return (row.hostPersonId ?? row.problemOwnerPersonId) === actor.personId;
  return row.startupPersonId === null || row.startupPersonId === actor.personId;
}
