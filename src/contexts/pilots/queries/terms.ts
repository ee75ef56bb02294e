import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { forbidden } from "#platform/errors.ts";
import { isOver } from "../pilot.ts";
import { canBindSide, sideOf } from "../policy.ts";
import type { TermsView, TermView } from "../term-schema.ts";
import { pilotRowIn } from "./pilot-row.ts";

/** The register of what belongs to whom in a pilot: what counts, what is proposed, what was replaced or refused; for its two sides. */
export async function listTerms(ctx: Context, pilotId: string): Promise<TermsView> {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    const side = sideOf(ctx.actor, pilot);
    if (side === null) throw forbidden();
    const today = await baseToday(tx, ctx);
    const rows = await rowsIn(tx, pilotId);
    const people = await namesIn(
      tx,
      rows.flatMap((row) => [row.hostAgreedBy, row.startupAgreedBy]),
    );
    const mayWrite = canBindSide(ctx.actor, pilot) && !isOver(pilot.state);
    const { name } = await tx.selectFrom("company").select("name").where("id", "=", pilot.companyId).executeTakeFirstOrThrow();
    return {
      pilot: { id: pilot.id, side, isOffered: pilot.offeredAt !== null, startup: name },
      terms: rows.map(({ hostAgreedBy, hostAgreedAt, startupAgreedBy, startupAgreedAt, endedAt: _, side: writer, ...row }) => {
        const state = stateOf({ hostAgreedAt, startupAgreedAt, endedAt: _ });
        const isOpen = state === "proposed" && mayWrite;
        return {
          ...row,
          isRunOut: row.untilOn !== null && row.untilOn < today,
          state,
          agreed: [
            ...(hostAgreedAt ? [{ side: "host" as const, personName: nameOf(people, hostAgreedBy), at: hostAgreedAt }] : []),
            ...(startupAgreedAt
              ? [{ side: "startup" as const, personName: nameOf(people, startupAgreedBy), at: startupAgreedAt }]
              : []),
          ],
          can: {
            agree: isOpen && side !== writer,
            refuse: isOpen,
            replace: mayWrite && state === "agreed",
          },
        };
      }),
      can: { propose: mayWrite },
    };
  });
}

/** The terms that count, for what is made of them: agreements, reports. The caller has asked its policy. */
export async function termsInForce(tx: Transaction, pilotId: string) {
  const rows = await rowsIn(tx, pilotId);
  return rows
    .filter((row) => stateOf(row) === "agreed")
    .map(({ id, kind, subject, belongsTo, useByOther, untilOn }) => ({ id, kind, subject, belongsTo, useByOther, untilOn }));
}

function stateOf({
  hostAgreedAt,
  startupAgreedAt,
  endedAt,
}: Record<"hostAgreedAt" | "startupAgreedAt" | "endedAt", Date | null>): TermView["state"] {
  const isAgreed = hostAgreedAt !== null && startupAgreedAt !== null;
  if (endedAt !== null) return isAgreed ? "replaced" : "refused";
  return isAgreed ? "agreed" : "proposed";
}

const rowsIn = (tx: Transaction, pilotId: string) =>
  tx
    .selectFrom("pilotTerm")
    .select(["id", "kind", "subject", "belongsTo", "useByOther", "untilOn", "side", "replacesId", "endedAt", "endedReason"])
    .select(["hostAgreedBy", "hostAgreedAt", "startupAgreedBy", "startupAgreedAt"])
    .where("pilotId", "=", pilotId)
    .orderBy("kind")
    .orderBy("writtenAt")
    .orderBy("id")
    .execute();

async function namesIn(tx: Transaction, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const people = await tx.selectFrom("person").select(["id", "name"]).where("id", "in", known).execute();
  return new Map(people.map(({ id, name }) => [id, name]));
}

const nameOf = (people: Map<string, string>, id: string | null): string | null => (id && people.get(id)) || null;
