import { attachmentLimitMb } from "#platform/files/attachments.ts";
import { formLimitMb } from "./limit-body.ts";

// Beside its file a form carries its fields and the marks between them.
const fileFormMb = attachmentLimitMb + formLimitMb;

/** How many megabytes a page's form may hold. Only the pages that take files are named; `.data` is a page asked for by its script. */
export function pageLimitMb(path: string, uploadLimitMb: number): number {
  const page = path.replace(/(\/_)?\.data$|\/$/, "");
  if (page === "/companies/imports/new") return uploadLimitMb + formLimitMb;
  if (/^\/companies\/[\da-f-]{36}\/files$|^\/needs\/[\da-f-]{36}$/.test(page)) return fileFormMb;
  if (/^\/my-applications\/[\da-f-]{36}$/.test(page)) return fileFormMb;
  if (/^\/pilots\/[\da-f-]{36}\/(running|readiness)$|^\/documents$/.test(page)) return fileFormMb;
  return formLimitMb;
}
