import type { Context } from "#platform/context.ts";
import { found } from "#platform/errors.ts";
import type { AgreementParams } from "../agreement-schema.ts";
import { agreementIn, partyIn, signaturesIn } from "./agreements.ts";
import { openPilotFile } from "./pilot-file.ts";

/** The bytes of the document, or of the copy that was signed outside where there is one. */
export async function openAgreementDocument(ctx: Context, { pilotId, agreementId }: AgreementParams): Promise<Response> {
  const file = await ctx.transact(async (tx) => {
    await partyIn(tx, ctx, pilotId);
    const { fileId } = await agreementIn(tx, pilotId, agreementId);
    const signed = (await signaturesIn(tx, pilotId)).find((each) => each.agreementId === agreementId && each.fileId !== null);
    return found(
      await tx
        .selectFrom("pilotFile")
        .select(["storageKey", "name", "mediaType", "sizeBytes", "scanState", "uploadedBy"])
        .where("id", "=", signed?.fileId ?? fileId)
        .executeTakeFirst(),
    );
  });
  return openPilotFile(ctx, file);
}
