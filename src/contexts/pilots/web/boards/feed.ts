import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { readCalendarFeed } from "../../queries/calendar-feed.ts";
import type { Route } from "./+types/feed";

/** What a calendar reads by the secret address of a person; nobody is signed in here. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => readCalendarFeed(ctx, params.key));
}
