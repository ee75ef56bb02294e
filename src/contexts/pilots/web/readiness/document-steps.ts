import { data } from "react-router";
import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { replaceDocument } from "../../commands/documents.ts";
import { showDocument } from "../../commands/show-document.ts";
import { documentKind } from "../../queries/documents.ts";
import { documentInputOf, documentParams } from "../../readiness-schema.ts";
import { uploadOf } from "./upload-of.ts";

/** One step on a page of documents; `intent` names the step and, behind a colon, the document. */
export async function takeDocumentStep(ctx: Context, form: FormData, path: string) {
  const [intent, named] = String(form.get("intent")).split(":");
  const { documentId } = parse(documentParams, { documentId: named });
  switch (intent) {
    case "replace": {
      const input = parse(documentInputOf(await documentKind(ctx, documentId)), formObject(form));
      await replaceDocument(ctx, documentId, input, uploadOf(form));
      return redirectWithNotice(ctx, path, { messageKey: "readiness.notices.replaced" });
    }
    case "show": {
      const { details } = await showDocument(ctx, documentId);
      return data({ shown: details, shownId: documentId });
    }
    default:
      throw notFound();
  }
}
