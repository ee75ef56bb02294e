import { redirect } from "react-router";
import { parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { fileQuery } from "../own-schema.ts";
import { linkToFile, openFile } from "../queries/file-link.ts";
import type { Route } from "./+types/file";

/** Makes a way to the bytes for whoever may read them, and is that way. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const query = parse(fileQuery, Object.fromEntries(new URL(request.url).searchParams));
      if (query.signature === undefined) return redirect((await linkToFile(ctx, params.fileId)).href);
      return openFile(ctx, params.fileId, query);
    },
    request,
  );
}
