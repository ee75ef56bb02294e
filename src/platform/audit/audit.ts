import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "../context.ts";
import { json, type Transaction } from "../db/database.ts";

export interface AuditFact {
  /** Verb and noun in the past tense: "need.confirmed". */
  action: string;
  subjectType: string;
  subjectId: string | null;
  reason?: string | null;
  detail?: Record<string, unknown>;
}

/** Appends to the hash-chained audit log inside the command's transaction; call it last, it orders all writers. */
export async function audit(tx: Transaction, ctx: Context, fact: AuditFact): Promise<void> {
  const { actor, requestId, origin } = ctx;
  const at = ctx.now();
  const { rows } = await sql<{ lastHash: string }>`select last_hash from app.audit_head for update`.execute(tx);
  const previousHash = rows[0]?.lastHash ?? "";
  const entry = {
    at,
    actorKind: actor.kind,
    personId: actor.personId,
    seatId: actor.seatId,
    orgId: actor.organisationId,
    action: fact.action,
    subjectType: fact.subjectType,
    subjectId: fact.subjectId,
    reason: fact.reason ?? null,
    detail: fact.detail ?? {},
    requestId,
    origin,
  };
  const hash = hashOf(previousHash, entry);
  await tx
    .insertInto("auditEntry")
    .values({ ...entry, detail: json(entry.detail), previousHash, hash })
    .execute();
  await tx.updateTable("auditHead").set({ lastHash: hash }).execute();
}

export interface SealedEntry {
  at: Date;
  actorKind: string;
  personId: string | null;
  seatId: string | null;
  orgId: string | null;
  action: string;
  subjectType: string;
  subjectId: string | null;
  reason: string | null;
  detail: unknown;
  requestId: string | null;
  origin: string | null;
}

/** SHA-256 over the previous hash and the entry's canonical JSON; recomputing it proves that nothing was changed. */
export function hashOf(previousHash: string, entry: SealedEntry): string {
  const canonical = JSON.stringify([
    entry.at.toISOString(),
    entry.actorKind,
    entry.personId,
    entry.seatId,
    entry.orgId,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.reason,
    sortKeys(entry.detail),
    entry.requestId,
    entry.origin,
  ]);
  return createHash("sha256").update(previousHash).update("\n").update(canonical).digest("hex");
}

/** jsonb does not keep the order of keys, so the hash must not depend on it. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
