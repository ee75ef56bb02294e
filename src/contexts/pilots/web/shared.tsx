import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { previewSharedPilot } from "../queries/get-pilot.ts";
import type { Route } from "./+types/shared";
import { OverviewParts, PreviewNotice } from "./record/overview-parts.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ pilot: await previewSharedPilot(ctx, params.pilotId) }), request);
}

/** What the cloud partner reads of the pilot once both sides share it. */
export default function Shared({ loaderData: { pilot } }: Route.ComponentProps) {
  return (
    <>
      <PreviewNotice />
      <OverviewParts pilot={pilot} />
    </>
  );
}
