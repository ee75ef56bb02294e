import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { openAgreementDocument } from "../../queries/agreement-files.ts";
import type { Route } from "./+types/document-file";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => openAgreementDocument(ctx, params), request);
}
