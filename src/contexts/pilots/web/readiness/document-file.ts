import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { downloadDocument } from "../../commands/show-document.ts";
import type { Route } from "./+types/document-file";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => downloadDocument(ctx, params.documentId), request);
}
