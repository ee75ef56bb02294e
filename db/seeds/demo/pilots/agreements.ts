import { createHash } from "node:crypto";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { demoSystem } from "../clock.ts";
import { type Life, on } from "./life.ts";

/** The pilot agreement, signed by both sides on the day. */
export async function agree({ platform, pilotId }: Life, day: string): Promise<void> {
  const ctx = demoSystem(platform, on(day));
  const sha256 = createHash("sha256").update(pilotId).digest("hex");
  await ctx.transact(async (tx) => {
    const { ownerOrgId, partyOrgIds, createdBy } = await tx
      .selectFrom("pilot")
      .select(["ownerOrgId", "partyOrgIds", "createdBy"])
      .where("id", "=", pilotId)
      .executeTakeFirstOrThrow();
    const fileId = newId();
    const file = { storageKey: `pilots/${fileId}`, name: "agreement.pdf", mediaType: "application/pdf", sizeBytes: 1, sha256 };
    await tx
      .insertInto("pilotFile")
      .values({ ...file, id: fileId, pilotId, readerOrgIds: partyOrgIds, purpose: "agreement", uploadedAt: ctx.now() })
      .execute();
    await tx
      .insertInto("agreement")
      .values({
        id: newId(),
        pilotId,
        ownerOrgId,
        partyOrgIds,
        ...{ values: json({}), texts: json({}), basis: json({}), changes: json({}) },
        kind: "pilotAgreement" as const,
        version: 1,
        state: "signed",
        fileId,
        sha256,
        createdBy,
        createdAt: ctx.now(),
        sentAt: ctx.now(),
        signedAt: ctx.now(),
      })
      .execute();
  });
}
