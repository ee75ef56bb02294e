import { redirect } from "react-router";
import { useTranslations } from "use-intl";
import { formObject, parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { declareConflict } from "../commands/conflicts.ts";
import { beginOwnReview, returnReview, writeReview } from "../commands/reviews.ts";
import { getOwnReview } from "../queries/own-reviews.ts";
import { conflictInput, reasonInput, reviewInput } from "../review-schema.ts";
import type { Route } from "./+types/review";
import { AnswerList } from "./answer-list.tsx";
import { reviewOf } from "./review-draft.ts";
import { ReviewForm } from "./review-form.tsx";
import { BeforeReading, WayOut } from "./review-teaser.tsx";
import { DueText, OwnReviewBadge, useWording } from "./review-words.tsx";
import classes from "./reviews.module.css";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ review: await getOwnReview(ctx, params.reviewId), personId: ctx.actor.personId! }), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const id = params.reviewId;
  return submission(
    ctx,
    async () => {
      const input = formObject(form);
      switch (input.intent) {
        case "begin":
          await beginOwnReview(ctx, id);
          return redirect(`/reviews/${id}`);
        case "conflict": {
          const { applicationId } = await getOwnReview(ctx, id);
          await declareConflict(ctx, applicationId, parse(conflictInput, { note: "", ...input }));
          return redirectWithNotice(ctx, "/reviews", { messageKey: "reviews.notices.tieDeclared" });
        }
        case "return":
          await returnReview(ctx, id, parse(reasonInput, input));
          return redirectWithNotice(ctx, "/reviews", { messageKey: "reviews.notices.returned" });
      }
      const written = parse(reviewInput, reviewOf(input));
      await writeReview(ctx, id, written);
      const messageKey = written.isHandedIn ? "reviews.notices.handedIn" : "reviews.notices.kept";
      return redirectWithNotice(ctx, written.isHandedIn ? "/reviews" : `/reviews/${id}`, { messageKey });
    },
    form,
  );
}

/** One review: first only as much as it takes to know of a tie, then the application beside the form. */
export default function Review({ loaderData: { review, personId } }: Route.ComponentProps) {
  const t = useTranslations("reviews");
  const word = useWording();
  return (
    <>
      <PageHeader
        title={review.firmName ?? t("blindName", { reference: review.reference })}
        crumbs={[{ label: t("title"), to: "/reviews" }]}
        badge={<OwnReviewBadge state={review.state} />}
        meta={
          <>
            <span>{review.reference}</span>
            <span>{word(review.call.title)}</span>
            <span>{t(`phase.${review.phase}`)}</span>
            {review.dueOn && review.state !== "submitted" && (
              <span>
                {!review.isOverdue && `${t("due")} `}
                <DueText {...review} />
              </span>
            )}
            {review.isBlind && <StateBadge tone="idle">{t("blind")}</StateBadge>}
          </>
        }
      />
      {review.state === "assigned" ? (
        <BeforeReading review={review} />
      ) : (
        <div className={classes.desk}>
          <div>
            <Section title={t("handedIn")} hint={review.isBlind ? t("blindHint") : undefined}>
              <AnswerList fields={review.fields} answers={review.answers} files={review.files} />
            </Section>
            {review.state !== "submitted" && <WayOut />}
          </div>
          {review.openness === "closed" ? (
            <aside className={classes.panel}>
              <h2>{t("closed")}</h2>
              <p>
                {t("closedText")} <DateText value={review.closesAt} />
              </p>
            </aside>
          ) : (
            <ReviewForm key={review.id} review={review} personId={personId} />
          )}
        </div>
      )}
    </>
  );
}
