import { createHash } from "node:crypto";
import type { Context } from "#platform/context.ts";
import { allowToSee, DomainError } from "#platform/errors.ts";
import { documentNumber } from "../agreement/agreement.ts";
import type { VerificationView } from "../agreement-views.ts";
import { canSeePilots, visiblePilots } from "../policy.ts";
import { signaturesIn } from "./agreements.ts";
import { isIntact } from "./stored-document.ts";

/** Which agreement of the reader's a hash belongs to, and whether the stored document still has it. */
export async function verifyAgreement(ctx: Context, sha256: string): Promise<VerificationView> {
  allowToSee(canSeePilots(ctx.actor));
  const rows = await ctx.transact(async (tx) => {
    const found = await visiblePilots(tx, ctx.actor)
      .innerJoin("agreement", "agreement.pilotId", "pilot.id")
      .select(["pilot.id as pilotId", "pilot.number", "pilot.title", "agreement.id", "agreement.kind", "agreement.version"])
      .select(["agreement.state", "agreement.supersededAt"])
      .where((eb) =>
        eb.or([
          eb("agreement.sha256", "=", sha256),
          eb.exists(
            eb
              .selectFrom("agreementSignature")
              .select("agreementSignature.id")
              .whereRef("agreementSignature.agreementId", "=", "agreement.id")
              .where("agreementSignature.sha256", "=", sha256),
          ),
        ]),
      )
      .orderBy("agreement.createdAt", "desc")
      .limit(20)
      .execute();
    return Promise.all(
      found.map(async (row) => ({
        ...row,
        signatures: (await signaturesIn(tx, row.pilotId)).filter(({ agreementId }) => agreementId === row.id),
      })),
    );
  });
  const intact = new Map<string, boolean>();
  for (const { pilotId } of rows) if (!intact.has(pilotId)) intact.set(pilotId, (await isIntact(ctx, pilotId, sha256)) === true);
  return {
    sha256,
    matches: rows.map(({ id, pilotId, number, title, kind, version, state, supersededAt, signatures }) => ({
      agreementId: id,
      pilotId,
      number: documentNumber(number, kind, version),
      kind,
      state,
      pilotTitle: title,
      isSupersededAt: supersededAt,
      isStoredIntact: intact.get(pilotId)!,
      signatures,
    })),
  };
}

const largestMb = 25;

/** The same of a file somebody holds; its bytes are counted and not kept. */
export async function verifyAgreementFile(ctx: Context, content: ReadableStream<Uint8Array> | null): Promise<VerificationView> {
  allowToSee(canSeePilots(ctx.actor));
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of content ?? []) {
    size += chunk.length;
    if (size > largestMb * 1024 * 1024)
      throw new DomainError("too_large", "errors.tooLarge", { values: { limit: `${largestMb} MB` } });
    hash.update(chunk);
  }
  if (size === 0) throw new DomainError("invalid", "errors.invalid", { fields: { file: "errors.required" } });
  return verifyAgreement(ctx, hash.digest("hex"));
}
