import { Button, Stack } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { Link, redirect } from "react-router";
import { useTranslations } from "use-intl";
import { listColleagues } from "#contexts/identity/index.ts";
import { formObject, parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { addComment } from "../commands/comments.ts";
import { clearConflict, declareConflict } from "../commands/conflicts.ts";
import { getDecisionDesk } from "../queries/decision-desk.ts";
import { getApplication } from "../queries/get-application.ts";
import { listPhases } from "../queries/list-phases.ts";
import { commentInput, conflictInput, reasonInput } from "../review-schema.ts";
import type { ApplicationView } from "../views.ts";
import type { Route } from "./+types/application";
import { AnswerList } from "./answer-list.tsx";
import { ConflictsSection, DeclareTie } from "./conflicts-section.tsx";
import { runDecision } from "./decision-actions.ts";
import { DecisionPanel } from "./decision-panel.tsx";
import { Discussion } from "./discussion.tsx";
import { HistorySection } from "./history-section.tsx";
import { useWording } from "./review-words.tsx";
import classes from "./reviews.module.css";
import { ReviewsSection } from "./reviews-section.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const application = await getApplication(ctx, params.applicationId);
      const mine = application.reviews.find(({ isMine, state }) => isMine && (state === "assigned" || state === "started"));
      // Whoever has to review it begins at their own review, where they are asked for a tie before they read.
      if (mine && !application.can.run && application.fields.length === 0) throw redirect(`/reviews/${mine.id}`);
      return {
        application,
        phases: await listPhases(ctx, application.call.id),
        desk: application.can.run ? await getDecisionDesk(ctx, params.applicationId) : null,
        colleagues: application.can.run ? await tiedCandidates(ctx) : [],
      };
    },
    request,
  );
}

/** People of the manager's own organisation, of whom a tie may be noted. */
const tiedCandidates = async (ctx: Parameters<typeof listColleagues>[0]) => [
  ...new Map((await listColleagues(ctx)).map(({ id, name }) => [id, { id, name }])).values(),
];

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const id = params.applicationId;
  return submission(
    ctx,
    async () => {
      const input = formObject(form);
      switch (input.intent) {
        case "conflict": {
          const tie = parse(conflictInput, { note: "", ...input, personId: input.personId || undefined });
          await declareConflict(ctx, id, tie);
          if (tie.personId && tie.personId !== ctx.actor.personId) break;
          return redirectWithNotice(ctx, "/applications", { messageKey: "reviews.notices.tieDeclared" });
        }
        case "clear":
          await clearConflict(ctx, id, String(input.conflictId), parse(reasonInput, input));
          break;
        case "comment":
          await addComment(ctx, id, parse(commentInput, input));
          return redirect(`/applications/${id}#discussion`);
        default:
          await runDecision(ctx, id, input);
      }
      return redirect(`/applications/${id}`);
    },
    form,
  );
}

/** An application as operators and reviewers read it, beside what they have to do with it. */
export default function Application({ loaderData: { application, phases, desk, colleagues } }: Route.ComponentProps) {
  const t = useTranslations("reviews.page");
  return (
    <>
      <ApplicationHeader application={application} />
      <div className={classes.desk}>
        <Stack gap="lg">
          <Section title={t("answers")} hint={<SubmissionHint application={application} />}>
            <AnswerList fields={application.fields} answers={application.answers} files={application.files} />
          </Section>
          <ReviewsSection application={application} phases={phases} />
          <Discussion application={application} />
          <ConflictsSection application={application} colleagues={colleagues} />
          <HistorySection history={application.history} />
        </Stack>
        <div>
          <OwnReview application={application} />
          {desk && <DecisionPanel application={application} desk={desk} />}
          <DeclareTie />
        </div>
      </div>
    </>
  );
}

function ApplicationHeader({ application }: { application: ApplicationView }) {
  const list = useTranslations("applications.list");
  const words = useTranslations("applications.writing");
  const t = useTranslations("reviews.page");
  const word = useWording();
  const { firmName, reference, call, state, outcome, clock, isLate, companyId } = application;
  return (
    <PageHeader
      title={firmName ?? list("blind", { reference })}
      crumbs={[{ label: list("title"), to: "/applications" }]}
      badge={
        <StateBadge
          tone={outcome === "accepted" ? "good" : state === "decided" ? "idle" : state === "in_review" ? "info" : "accent"}
        >
          {words(`state.${outcome ?? state}`)}
        </StateBadge>
      }
      meta={
        <>
          <span>{reference}</span>
          <span>{word(call.title)}</span>
          {isLate && <span>{list("late")}</span>}
          <span>
            {list(`turns.${clock.turn}`)}
            {clock.until && " "}
            {clock.until && (
              <StateBadge tone={clock.isOverdue ? "bad" : "idle"} quiet>
                <DateText value={clock.until} />
              </StateBadge>
            )}
          </span>
          {companyId && <Link to={`/companies/${companyId}`}>{t("company")}</Link>}
        </>
      }
    />
  );
}

function SubmissionHint({ application: { submissions, formVersion } }: { application: ApplicationView }) {
  const t = useTranslations("reviews.page");
  const [last] = submissions;
  if (!last) return null;
  return (
    <>
      {t("version", { version: formVersion })} · <DateText value={last.submittedAt} withTime />
      {submissions.length > 1 && ` · ${t("times", { count: submissions.length })}`}
    </>
  );
}

function OwnReview({ application: { reviews } }: { application: ApplicationView }) {
  const t = useTranslations("reviews.page");
  const mine = reviews.find(({ isMine, state }) => isMine && state !== "proposed" && state !== "returned");
  if (!mine) return null;
  return (
    <Button component={Link} to={`/reviews/${mine.id}`} fullWidth mb="md" leftSection={<IconPencil size={17} />}>
      {t(mine.state === "submitted" ? "changeOwn" : "writeOwn")}
    </Button>
  );
}
