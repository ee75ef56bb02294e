import { IconLock, IconPencil, IconX } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import type { AssignedReview, AssignmentView, Candidate } from "../../review-views.ts";
import { usePercent, useWording } from "../review-words.tsx";
import classes from "./assignment.module.css";
import { EditRow } from "./edit-row.tsx";

interface Props {
  view: AssignmentView;
  /** The application that is being changed. */
  edit: string | null;
  candidates: Candidate[];
  instead: string | null;
}

/** Each application with its reviewers, how well they fit and why; the worst served first while a proposal waits. */
export function ApplicationRows({ view, edit, candidates, instead }: Props) {
  const t = useTranslations("reviews.assignment");
  const path = `/calls/${view.call.slug}/assignment?phase=${view.phase.id}`;
  const isProposed = view.applications.some(({ reviews }) => reviews.some(({ state }) => state === "proposed"));
  const rows = isProposed
    ? view.applications.toSorted((a, b) => (a.share ?? 2) - (b.share ?? 2) || a.reference.localeCompare(b.reference))
    : view.applications;
  const tracks = new Map(view.tracks.map(({ key, label }) => [key, label]));
  if (rows.length === 0)
    return (
      <Section title={t("applications")}>
        <p>{t("noApplications")}</p>
      </Section>
    );
  return (
    <Section title={t("applications")} hint={isProposed ? t("worstFirst") : undefined} flush>
      <ul className={classes.rows}>
        {rows.map((application) => (
          <li
            key={application.id}
            className={classes.row}
            id={`a-${application.id}`}
            data-open={application.id === edit || undefined}
          >
            <ApplicationName application={application} track={tracks.get(application.track ?? "")} />
            <Chips reviews={application.reviews} wanted={view.phase.reviewsWanted} />
            <Link
              className={classes.change}
              to={application.id === edit ? path : `${path}&edit=${application.id}#a-${application.id}`}
              preventScrollReset
              aria-label={t(application.id === edit ? "closeRow" : "changeRow", { reference: application.reference })}
            >
              {application.id === edit ? <IconX size={17} /> : <IconPencil size={17} />}
            </Link>
            {application.id === edit && (
              <EditRow view={view} application={application} candidates={candidates} instead={instead} path={path} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ApplicationName({
  application: { id, firmName, reference, share },
  track,
}: {
  application: AssignmentView["applications"][number];
  track: Record<string, string> | undefined;
}) {
  const t = useTranslations("reviews.assignment");
  const word = useWording();
  const percent = usePercent();
  return (
    <div className={classes.name}>
      <Link to={`/applications/${id}`}>{firmName}</Link>
      <small>
        {reference}
        {track && ` · ${word(track)}`}
      </small>
      {share !== null && (
        <span className={classes.share} title={t("shareHint", { share: percent(share) })}>
          <span style={{ width: `${share * 100}%` }} />
          <small>{percent(share)}</small>
        </span>
      )}
    </div>
  );
}

function Chips({ reviews, wanted }: { reviews: AssignedReview[]; wanted: number }) {
  const t = useTranslations("reviews.assignment");
  const staying = reviews.filter(({ isLeaving }) => !isLeaving).length;
  return (
    <ul className={classes.chips}>
      {reviews.map((review) => (
        <ReviewChip key={review.id} review={review} />
      ))}
      {staying < wanted && <li className={classes.missing}>{t("missing", { count: wanted - staying })}</li>}
    </ul>
  );
}

/** A reviewer of an application: what state it is in, how well they fit and which words say so. */
export function ReviewChip({ review }: { review: AssignedReview }) {
  const t = useTranslations("reviews.assignment");
  const percent = usePercent();
  const state = review.isLeaving ? "leaving" : review.state;
  return (
    <li className={classes.chip} data-state={state}>
      <span className={classes.chipHead}>
        <b>{review.reviewer}</b>
        {review.affinity !== null && <span title={t("fit")}>{percent(review.affinity)}</span>}
        {review.isByHand && state !== "submitted" && (
          <span title={t("locked")}>
            <IconLock size={13} aria-label={t("locked")} />
          </span>
        )}
      </span>
      <small>
        {t(`chip.${state}`)}
        {review.grounds.place !== null && review.state === "proposed" && ` · ${t("place", { place: review.grounds.place })}`}
        {review.grounds.words.length > 0 && ` · ${review.grounds.words.join(", ")}`}
      </small>
    </li>
  );
}
