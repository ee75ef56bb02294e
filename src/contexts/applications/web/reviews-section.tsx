import { useFormatter, useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { ApplicationView, PhaseView, SeenReview } from "../views.ts";
import { useWording } from "./review-words.tsx";
import classes from "./reviews-section.module.css";
import { StandingText } from "./standing.tsx";

const toneOf: Record<NonNullable<SeenReview["recommendation"]>, Tone> = { accept: "good", discuss: "warn", decline: "bad" };

/** The reviews of an application by phase, with the mean of what is handed in. */
export function ReviewsSection({
  application: { reviews, standing },
  phases,
}: {
  application: ApplicationView;
  phases: PhaseView[];
}) {
  const t = useTranslations("applications.review");
  const phaseName = useTranslations("reviews.phase");
  const seen = reviews.filter(({ state }) => state !== "proposed" && state !== "returned");
  if (seen.length === 0) return null;
  return (
    <Section
      title={t("reviews")}
      actions={
        standing && (
          <span className={classes.standing}>
            <StandingText standing={standing} />
          </span>
        )
      }
    >
      {phases.map((phase) => {
        const own = seen.filter(({ phaseId }) => phaseId === phase.id);
        if (own.length === 0) return null;
        return (
          <div key={phase.id} className={classes.phase}>
            {phases.length > 1 && <h3>{phaseName(phase.kind)}</h3>}
            <ul className={classes.reviews}>
              {own.map((review) => (
                <ReviewItem key={review.id} review={review} phase={phase} />
              ))}
            </ul>
          </div>
        );
      })}
    </Section>
  );
}

function ReviewItem({ review, phase }: { review: SeenReview; phase: PhaseView }) {
  const t = useTranslations("applications.review");
  const format = useFormatter();
  return (
    <li>
      <div className={classes.head}>
        <b>{review.isMine ? t("yours") : (review.reviewer ?? t("unnamed"))}</b>
        {review.recommendation && (
          <StateBadge tone={toneOf[review.recommendation]}>{t(`recommendation.${review.recommendation}`)}</StateBadge>
        )}
        {review.state !== "submitted" && <StateBadge tone="idle">{t(`reviewState.${review.state}`)}</StateBadge>}
        {review.score !== null && review.state === "submitted" && (
          <span className={classes.score}>{format.number(review.score, { maximumFractionDigits: 0 })}</span>
        )}
      </div>
      {review.state === "submitted" && review.scores && <Scores scores={review.scores} phase={phase} />}
      {review.comment && <p dir="auto">{review.comment}</p>}
      {review.feedback && review.state === "submitted" && (
        <p dir="auto" className={classes.feedback}>
          <small>{t("feedback")}</small>
          {review.feedback}
        </p>
      )}
    </li>
  );
}

/** Scores by criterion, of whichever form of the phase they were given on. */
function Scores({ scores, phase: { rubrics } }: { scores: Record<string, number | null>; phase: PhaseView }) {
  const word = useWording();
  const criteria = [...rubrics.default, ...(rubrics.expert ?? []), ...(rubrics.reviewer ?? [])];
  return (
    <dl className={classes.scores}>
      {Object.entries(scores).map(([key, score]) => {
        const criterion = criteria.find((each) => each.key === key);
        if (!criterion) return null;
        return (
          <div key={key} title={score === null ? undefined : word(criterion.anchors[score - 1] ?? {})}>
            <dt>{word(criterion.label)}</dt>
            <dd>{score === null ? "–" : `${score} / ${criterion.anchors.length}`}</dd>
          </div>
        );
      })}
    </dl>
  );
}
