import { randomBytes } from "node:crypto";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { hashOfToken } from "../auth/actor.ts";
import { canManageOwnAccount, canManageServiceTokens, visibleTokens } from "../policy.ts";
import type { ServiceTokenInput, TokenInput } from "../schema.ts";
import { addPerson, giveSeat } from "./founding.ts";

export interface NewToken {
  id: string;
  /** Shown this once; only its hash is kept. */
  token: string;
}

/** Makes a personal token: it acts as the person's present seat, within the scopes, until it expires. */
export async function createToken(ctx: Context, input: TokenInput): Promise<NewToken> {
  const { personId, seatId } = ctx.actor;
  allow(canManageOwnAccount(ctx.actor) && seatId !== null);
  return ctx.transact((tx) => insertToken(tx, ctx, { kind: "personal", personId: personId!, seatId: seatId! }, input));
}

/** Makes a token for a program of the own organisation. It acts as a service account with a seat of the role, not as a person. */
export async function createServiceToken(ctx: Context, input: ServiceTokenInput): Promise<NewToken> {
  allow(canManageServiceTokens(ctx.actor));
  const organisationId = ctx.actor.organisationId!;
  return ctx.transact(async (tx) => {
    const id = newId();
    const personId = await addPerson(tx, ctx, {
      id,
      kind: "service",
      name: input.name,
      email: `${id}@service.invalid`,
      organisationIds: [organisationId],
    });
    const seatId = await giveSeat(tx, ctx, { personId, organisationId, role: input.role, unitId: input.unitId ?? null });
    return insertToken(tx, ctx, { kind: "service", personId, seatId }, input);
  });
}

async function insertToken(
  tx: Transaction,
  ctx: Context,
  holder: { kind: "personal" | "service"; personId: string; seatId: string },
  { name, scopes, days }: TokenInput,
): Promise<NewToken> {
  const token = `jq_${randomBytes(32).toString("base64url")}`;
  const id = newId();
  await tx
    .insertInto("apiToken")
    .values({
      ...holder,
      id,
      name,
      scopes,
      ownerOrgId: ctx.actor.organisationId!,
      tokenHash: hashOfToken(token),
      hint: token.slice(0, 7),
      createdBy: ctx.actor.personId,
      createdAt: ctx.now(),
      expiresAt: new Date(ctx.now().getTime() + days * 24 * 3600 * 1000),
    })
    .execute();
  await audit(tx, ctx, {
    action: "token.created",
    subjectType: "token",
    subjectId: id,
    detail: { kind: holder.kind, name, scopes, days },
  });
  return { id, token };
}

/** Revokes a token at once; a service token's account loses its seat with it. */
export async function revokeToken(ctx: Context, tokenId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const token = found(
      await visibleTokens(tx, ctx.actor).selectAll("apiToken").where("apiToken.id", "=", tokenId).executeTakeFirst(),
    );
    allow(canManageOwnAccount(ctx.actor));
    if (token.revokedAt) return;
    await tx.updateTable("apiToken").set({ revokedAt: ctx.now() }).where("id", "=", tokenId).execute();
    if (token.kind === "service")
      await tx.updateTable("seat").set({ endedAt: ctx.now() }).where("id", "=", token.seatId).execute();
    await audit(tx, ctx, { action: "token.revoked", subjectType: "token", subjectId: tokenId, detail: { name: token.name } });
  });
}
