import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { agreementEvidence } from "../../queries/agreement-evidence.ts";
import type { Route } from "./+types/evidence-file";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => agreementEvidence(ctx, params), request);
}
