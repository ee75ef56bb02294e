import { contextFor, type Platform, system } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { importJob } from "./commands.ts";
import { ImportInterrupted, importCompanies } from "./import-companies.ts";
import { eraseOldImportContent } from "./retention.ts";

const stillAfterMs = 30_000;

/** The import itself, the look each minute for imports whose process died, and the end of what imports keep of their files. */
export function defineImportJobs(platform: Platform): void {
  platform.jobs.define<{ importId: string }>({
    name: importJob,
    queue: { expireInSeconds: 12 * 3600, retryLimit: 4 },
    run: async ({ data, signal }) => {
      try {
        await importCompanies(contextFor(platform, system, { requestId: `import ${data.importId}` }), {
          importId: data.importId,
          signal,
        });
      } catch (error) {
        // A refused file is recorded with the import, a cancelled one is over: neither is a failure of the job.
        if (error instanceof DomainError || (error instanceof ImportInterrupted && !signal.aborted)) return;
        throw error;
      }
    },
  });
  platform.jobs.define({ name: "companies.resume-imports", cron: "* * * * *", run: () => resumeImports(platform) });
  platform.jobs.define({
    name: "companies.erase-import-content",
    cron: "45 4 * * *",
    run: async () => void (await eraseOldImportContent(platform)),
  });
}

/** Enqueues uploaded imports that run on paper but have not moved for a while. Uploads only: a command line resumes its own. */
export async function resumeImports(platform: Platform): Promise<void> {
  const ctx = contextFor(platform, system, { requestId: "resume imports" });
  await ctx.transact(async (tx) => {
    const still = await tx
      .updateTable("companyImport")
      .set({ heartbeatAt: ctx.now() })
      .where("status", "=", "running")
      .where("origin", "=", "upload")
      .where("heartbeatAt", "<", new Date(ctx.now().getTime() - stillAfterMs))
      .returning("id")
      .execute();
    for (const { id } of still) await platform.jobs.enqueue(tx, importJob, { importId: id });
  });
}
