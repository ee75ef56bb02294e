import { randomBytes } from "node:crypto";
import { hashOfToken, publicUrl } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import type { PilotState } from "../pilot.ts";
import { answerDays } from "./answer.ts";

export type Offer =
  | { question: "decision" | "ageing"; pilotId: string; forState: PilotState; forVersion: number }
  | { question: "fit"; needId: string; companyId: string; forState: string };

/** Puts a question to a person; returns the address of its page, which only the mail may hold: here lies a hash. */
export async function offerAnswer(
  tx: Transaction,
  ctx: Context,
  to: { personId: string; ownerOrgId: string },
  offer: Offer,
): Promise<string> {
  const secret = randomBytes(24).toString("base64url");
  const at = ctx.now();
  await tx
    .insertInto("answerLink")
    .values({
      ...to,
      ...offer,
      id: newId(),
      secretHash: hashOfToken(secret),
      expiresAt: new Date(at.getTime() + answerDays * 86_400_000),
      createdAt: at,
    })
    .execute();
  return `${publicUrl(ctx.platform)}/answer/${secret}`;
}
