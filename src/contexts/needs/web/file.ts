import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { downloadNeedFile } from "../attachments.ts";
import type { Route } from "./+types/file";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => downloadNeedFile(ctx, params.needId, params.fileId), request);
}
