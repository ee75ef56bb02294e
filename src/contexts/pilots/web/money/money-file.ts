import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { downloadPilotFile } from "../../commands/pilot-files.ts";
import type { Route } from "./+types/money-file";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => downloadPilotFile(ctx, params.pilotId, params.fileId), request);
}
