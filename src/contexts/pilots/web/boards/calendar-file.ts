import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { getPilotCalendarFile } from "../../queries/calendar-feed.ts";
import type { Route } from "./+types/calendar-file";

/** The dates of one pilot as a calendar file. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getPilotCalendarFile(ctx, params.pilotId), request);
}
