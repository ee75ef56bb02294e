import { sql } from "kysely";
import { contextFor, type Platform, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { eraseFileLater } from "#platform/files/attachments.ts";
import { limits } from "./limits.ts";

const dayMs = 24 * 3600 * 1000;

/**
 * Erases what imports hold of files beyond their companies – file, first rows, rejected rows – 30 days after the import's end,
 * or after the upload when it never ran. Counts and mapping stay. Returns how many imports were emptied.
 */
export async function eraseOldImportContent(platform: Platform): Promise<number> {
  const ctx = contextFor(platform, system, { requestId: "erase import content" });
  return ctx.transact(async (tx) => {
    const old = await tx
      .selectFrom("companyImport")
      .select(["id", "storageKey", "format"])
      .where("contentErasedAt", "is", null)
      .where("status", "not in", ["queued", "running"])
      .where((eb) => eb(eb.fn.coalesce("finishedAt", "createdAt"), "<", new Date(ctx.now().getTime() - limits.keptDays * dayMs)))
      .orderBy("id")
      .forUpdate()
      .execute();
    for (const { id, storageKey, format } of old) {
      await tx.deleteFrom("companyImportRejection").where("importId", "=", id).execute();
      await tx
        .updateTable("companyImport")
        .set({ format: json({ ...(format as object), preview: [] }), contentErasedAt: ctx.now() })
        .where("id", "=", id)
        .execute();
      if (storageKey !== "") await eraseFileLater(tx, ctx, storageKey);
    }
    return old.length;
  });
}

/** Removes rejected rows of every import that bear an id a source gave one of the companies, or one of the names. */
export async function eraseRejectionsOf(tx: Transaction, companyIds: readonly string[], names: readonly string[]): Promise<void> {
  const folded = names.map((name) => name.toLowerCase());
  await sql`delete from app.company_import_rejection rejection using app.company_import import
    where import.id = rejection.import_id and exists (
      select from jsonb_to_recordset(import.mapping) as mapped ("column" text, target text)
      where mapped.target = 'externalId' and exists (
          select from app.company_source source where source.company_id = any (${companyIds}::uuid[])
            and source.source = import.source and source.external_id = btrim(rejection.raw ->> mapped."column"))
        or (mapped.target = 'legalName' or mapped.target like 'name%')
          and lower(btrim(rejection.raw ->> mapped."column")) = any (${folded}::text[]))`.execute(tx);
}
