import type { Transaction } from "#platform/db/database.ts";
import type { ApplicationState } from "../application.ts";
import type { WayStep } from "../own-views.ts";

interface Move {
  fromState: ApplicationState | null;
  toState: ApplicationState;
  reason: string | null;
}

/** What happened to an application, as its writers are told it: never who did it, nor a word that was meant for the base alone. */
export async function wayIn(tx: Transaction, { id, createdAt }: { id: string; createdAt: Date }): Promise<WayStep[]> {
  const rows = await tx
    .selectFrom("applicationStateChange")
    .select(["fromState", "toState", "reason", "changedAt"])
    .where("applicationId", "=", id)
    .orderBy("changedAt")
    .orderBy("id")
    .execute();
  const moves = rows.map((row): WayStep => {
    const move = row as Move;
    const kind = kindOf(move);
    return { kind, at: row.changedAt, words: isTold(kind) ? move.reason || null : null };
  });
  return [{ kind: "begun", at: createdAt, words: null }, ...moves];
}

const isTold = (kind: WayStep["kind"]): boolean => kind === "reopened" || kind === "askedBack" || kind === "withdrawn";

function kindOf({ fromState, toState, reason }: Move): WayStep["kind"] {
  if (toState === "draft") return "reopened";
  if (toState === "withdrawn" || toState === "decided") return toState;
  if (fromState === "in_review" && toState === "in_review") return reason === null ? "handedInAgain" : "askedBack";
  if (toState === "submitted") return "submitted";
  return fromState === "submitted" && reason !== null ? "askedBack" : "inReview";
}
