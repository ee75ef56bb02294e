import { Stack } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { listCandidates } from "../queries/assignment-candidates.ts";
import { firstPhaseOf, getAssignment } from "../queries/get-assignment.ts";
import type { Route } from "./+types/assignment";
import { ApplicationRows } from "./assignment/application-rows.tsx";
import classes from "./assignment/assignment.module.css";
import { runAssignmentAction } from "./assignment/assignment-action.ts";
import { GuestsSection } from "./assignment/guests-section.tsx";
import { ProposalPanel } from "./assignment/proposal-panel.tsx";
import { ReviewersSection } from "./assignment/reviewers-section.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const address = new URL(request.url).searchParams;
  return page(
    ctx,
    async () => {
      const phaseId = address.get("phase") ?? (await firstPhaseOf(ctx, params.slug));
      if (!phaseId) return { view: null, candidates: [], edit: null, instead: null, reviewer: null };
      const view = await getAssignment(ctx, phaseId);
      const edit = view.applications.find(({ id }) => id === address.get("edit"))?.id ?? null;
      return {
        view,
        edit,
        candidates: edit ? await listCandidates(ctx, phaseId, edit) : [],
        instead: address.get("instead"),
        reviewer: address.get("reviewer"),
      };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(ctx, () => runAssignmentAction(ctx, params.slug, form), form);
}

/** Who reviews what in a phase: proposed by the solver, changed by hand, then applied. */
export default function Assignment({ loaderData }: Route.ComponentProps) {
  const t = useTranslations("reviews.assignment");
  const phaseName = useTranslations("reviews.phase");
  const { view, edit, candidates, instead, reviewer } = loaderData;
  if (!view) return <EmptyState icon={<IconUsersGroup size={26} />} title={t("noPhase")} text={t("noPhaseText")} />;
  const path = `/calls/${view.call.slug}/assignment`;
  return (
    <Stack gap="lg">
      {view.phases.length > 1 && (
        <nav className={classes.phases} aria-label={t("phases")}>
          {view.phases.map(({ id, kind }) => (
            <Link key={id} to={`${path}?phase=${id}`} aria-current={id === view.phase.id ? "page" : undefined}>
              {phaseName(kind)}
            </Link>
          ))}
        </nav>
      )}
      <ProposalPanel view={view} />
      <ApplicationRows view={view} edit={edit} candidates={candidates} instead={instead} />
      <ReviewersSection view={view} edit={reviewer} />
      <GuestsSection view={view} />
    </Stack>
  );
}
