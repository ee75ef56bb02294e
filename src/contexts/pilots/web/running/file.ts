import { redirect } from "react-router";
import { parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { linkToPilotFile, openPilotFileLink } from "../../queries/pilot-file-link.ts";
import { runningFileQuery } from "../../running-schema.ts";
import type { Route } from "./+types/file";

/** Makes a way to the bytes for whoever may read them, and is that way. */
export async function loader({ context, params: { pilotId, fileId }, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const query = parse(runningFileQuery, Object.fromEntries(new URL(request.url).searchParams));
      if (query.signature === undefined) return redirect((await linkToPilotFile(ctx, pilotId, fileId)).href);
      return openPilotFileLink(ctx, pilotId, fileId, query);
    },
    request,
  );
}
