import { Readable } from "node:stream";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import type { Context } from "#platform/context.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { receiveImport } from "./commands.ts";
import { canImportCompanies } from "./policy.ts";

/**
 * Receives an import from a browser's form (`source`, then `file`), streaming the file: `request.formData()` would hold it in memory.
 */
export async function receiveImportForm(ctx: Context, request: Request): Promise<{ id: string }> {
  allow(canImportCompanies(ctx.actor));
  const contentType = request.headers.get("content-type") ?? "";
  if (!request.body || !contentType.startsWith("multipart/form-data")) throw fileMissing();
  const form = openForm(contentType);
  const body = Readable.fromWeb(request.body as never);
  let source: string | undefined;
  let content: Readable | null = null;
  let received: Promise<{ id: string }> | null = null;
  form.on("field", (name, value) => {
    if (name === "source" && value.trim() !== "") source = value.trim().slice(0, 100);
  });
  form.on("file", (_name, file, fileName) => {
    if (!fileName) {
      file.resume();
      return;
    }
    content = file;
    received = receiveImport(ctx, { fileName, source, content: file });
    // After a refusal the rest of the upload is read and dropped, so that the browser gets to see the answer.
    received.catch(() => file.resume());
  });
  await new Promise<void>((resolve, reject) => {
    form.on("finish", resolve);
    form.on("error", (cause: Error) => reject(unreadable(cause)));
    body.on("error", reject);
    body.pipe(form);
  }).catch(async (error: Error) => {
    // The form never ends the file of an upload that broke off: without this, what was received would stay open and stored.
    content?.destroy(error);
    await received?.catch(() => {});
    throw error;
  });
  if (!received) throw fileMissing();
  return received;
}

function openForm(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": contentType },
      limits: { files: 1, fields: 10, fieldSize: 1000, parts: 12 },
    });
  } catch (cause) {
    throw unreadable(cause);
  }
}

const unreadable = (cause: unknown): DomainError => new DomainError("invalid", "errors.formUnreadable", { cause });

const fileMissing = (): DomainError =>
  new DomainError("invalid", "companiesImport.errors.fileMissing", { fields: { file: "companiesImport.errors.fileMissing" } });
