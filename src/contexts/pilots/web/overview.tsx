import { listColleagues } from "#contexts/identity/index.ts";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { getPilot } from "../queries/get-pilot.ts";
import type { Route } from "./+types/overview";
import { OverviewParts } from "./record/overview-parts.tsx";
import { runPilotAction } from "./record/pilot-actions.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const pilot = await getPilot(ctx, params.pilotId);
      const people = pilot.can.nameContact ? await listColleagues(ctx, { roles: ["founder", "team_member"] }) : [];
      return { pilot, people: people.map(({ id, name }) => ({ id, name })) };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => runPilotAction(ctx, params.pilotId, form), form);
}

export const shouldRevalidate = revalidateOnConflict;

/** A pilot at a glance: where it stands, whose turn it is, what is missing, what was agreed on. */
export default function Overview({ loaderData: { pilot, people } }: Route.ComponentProps) {
  return <OverviewParts pilot={pilot} people={people} />;
}
