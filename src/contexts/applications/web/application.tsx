import { Stack } from "@mantine/core";
import { redirect } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { formObject, parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { declareConflict } from "../commands/conflicts.ts";
import { writeReview } from "../commands/reviews.ts";
import { getApplication } from "../queries/get-application.ts";
import { listPhases } from "../queries/list-phases.ts";
import { disclosedKinds } from "../review/conflict.ts";
import { conflictInput, reviewInput } from "../schema.ts";
import type { ApplicationView, SeenReview } from "../views.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/application";
import { AnswerList } from "./answer-list.tsx";
import classes from "./applications.module.css";
import { runDecision } from "./decision-actions.ts";
import { DecisionPanel } from "./decision-panel.tsx";
import { ReviewForm } from "./review-form.tsx";
import { StandingText } from "./standing.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const application = await getApplication(ctx, params.applicationId);
      return { application, phases: await listPhases(ctx, application.call.id), role: ctx.actor.role };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const id = params.applicationId;
  return submission(
    ctx,
    async () => {
      const input = formObject(form);
      switch (input.intent) {
        case "conflict":
          await declareConflict(ctx, id, parse(conflictInput, { note: "", ...input }));
          return redirect("/applications");
        case "review":
          await writeReview(ctx, String(input.reviewId), parse(reviewInput, reviewOf(input)));
          break;
        default:
          await runDecision(ctx, id, input);
      }
      return redirect(`/applications/${id}`);
    },
    form,
  );
}

const reviewOf = (input: Record<string, unknown>) => {
  const scores = Object.entries((input.scores ?? {}) as Record<string, unknown>).map(([key, score]) => [key, Number(score)]);
  return {
    comment: "",
    feedback: "",
    ...input,
    version: Number(input.version),
    scores: Object.fromEntries(scores),
    recommendation: input.recommendation ?? null,
    isHandedIn: input.handIn === "yes",
  };
};

/** An application as operators and reviewers read it, beside what they have to do with it. */
export default function Application({ loaderData: { application, phases, role } }: Route.ComponentProps) {
  const words = useTranslations("applications.writing");
  const list = useTranslations("applications.list");
  const locale = useLocale() as Locale;
  const mine = application.reviews.find(({ isMine, state }) => isMine && state !== "proposed" && state !== "returned");
  const phase = phases.find(({ id }) => id === mine?.phaseId);
  return (
    <>
      <PageHeader
        title={application.firmName ?? list("blind", { reference: application.reference })}
        crumbs={[{ label: list("title"), to: "/applications" }]}
        meta={
          <>
            <span>{application.reference}</span>
            <span>{readWording(application.call.title, locale).text}</span>
            <span>{words(`state.${application.outcome ?? application.state}`)}</span>
            <span>
              {list(`turns.${application.clock.turn}`)}
              {application.clock.until && (
                <>
                  {" · "}
                  <DateText value={application.clock.until} />
                </>
              )}
            </span>
          </>
        }
      />
      <div className={classes.columns}>
        <div>
          <AnswerList fields={application.fields} answers={application.answers} />
          <Reviews reviews={application.reviews.filter(({ isMine }) => !isMine)} standing={application.standing} />
          <Conflicts application={application} />
        </div>
        <Stack gap="md">
          {mine && phase && <ReviewForm review={mine} phase={phase} role={role} />}
          {application.can.run && <DecisionPanel application={application} />}
          <ConflictForm />
        </Stack>
      </div>
    </>
  );
}

function Reviews({ reviews, standing }: { reviews: SeenReview[]; standing: ApplicationView["standing"] }) {
  const t = useTranslations("applications.review");
  if (reviews.length === 0) return null;
  return (
    <Section title={t("reviews")} hint={standing && <StandingText standing={standing} />}>
      {reviews.map((review) => (
        <article key={review.id}>
          <p>
            <strong>{review.reviewer ?? t("unnamed")}</strong> · {t(`reviewState.${review.state}`)}
            {review.score !== null && ` · ${Math.round(review.score)}`}
            {review.recommendation && ` · ${t(`recommendation.${review.recommendation}`)}`}
          </p>
          {review.comment && <p dir="auto">{review.comment}</p>}
        </article>
      ))}
    </Section>
  );
}

function Conflicts({ application: { conflicts } }: { application: ApplicationView }) {
  const t = useTranslations("applications.review");
  if (conflicts.length === 0) return null;
  return (
    <Section title={t("conflicts")}>
      <ul>
        {conflicts.map((conflict) => (
          <li key={conflict.id}>
            {conflict.person ?? t("otherSide")} · {t(`conflictKind.${conflict.kind}`)}
            {conflict.clearedReason && ` · ${t("cleared", { reason: conflict.clearedReason })}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ConflictForm() {
  const t = useTranslations("applications.review");
  const kinds = disclosedKinds.map((value) => ({ value, label: t(`conflictKind.${value}`) }));
  return (
    <details className={classes.faq}>
      <summary>{t("declare")}</summary>
      <p>{t("declareText")}</p>
      <ActionForm intent="conflict" label={t("declare")}>
        <Stack gap="sm">
          <SelectField name="kind" label={t("tie")} choices={kinds} required />
          <SubmitButton variant="default">{t("declareNow")}</SubmitButton>
        </Stack>
      </ActionForm>
    </details>
  );
}
