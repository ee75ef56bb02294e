import { isPassingLink, passingLink } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { DomainError, found } from "#platform/errors.ts";
import { fileResponse } from "#platform/files/attachments.ts";
import { isId } from "#platform/ids.ts";
import type { FileQuery } from "../own-schema.ts";
import { getApplication } from "./get-application.ts";

const linked = (id: string) => ({ kind: "application-file", id });

/** A way to the bytes of a file, for the actor alone and for five minutes. Whoever may not read the file learns that there is none. */
export async function linkToFile(ctx: Context, fileId: string): Promise<{ href: string; expiresAt: Date }> {
  await readableFile(ctx, fileId);
  return passingLink(ctx, `/application-files/${fileId}`, linked(fileId));
}

/** The bytes by such a link; whether the actor may read the file is asked again. */
export async function openFile(ctx: Context, fileId: string, query: FileQuery): Promise<Response> {
  const file = await readableFile(ctx, fileId);
  if (!isPassingLink(ctx, linked(fileId), query)) throw new DomainError("forbidden", "writing.errors.linkExpired");
  return fileResponse(ctx, file);
}

async function readableFile(ctx: Context, fileId: string) {
  const file = await ctx.transact(async (tx) =>
    found(
      isId(fileId) ? await tx.selectFrom("applicationFile").selectAll().where("id", "=", fileId).executeTakeFirst() : undefined,
    ),
  );
  const isWriter = ctx.actor.personId !== null && file.authorPersonIds.includes(ctx.actor.personId);
  const name = isWriter ? file.name : await nameSeen(ctx, file);
  if (file.scanState === "infected") throw new DomainError("conflict", "writing.errors.infected", { values: { name } });
  if (!isWriter && (file.scanState === "waiting" || file.scanState === "failed"))
    throw new DomainError("conflict", "writing.errors.notScanned", { values: { name } });
  return { ...file, name };
}

/** An operator's seat opens what it sees in the application, under the name it sees: no file of a question that its phase hides. */
async function nameSeen(ctx: Context, file: { id: string; applicationId: string }): Promise<string> {
  const { files } = await getApplication(ctx, file.applicationId);
  return found(files.find(({ id }) => id === file.id)).name;
}
