import { Button } from "@mantine/core";
import { IconArrowsExchange, IconLock, IconLockOpen, IconPlus, IconX } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import type { AssignedReview, AssignmentView, Candidate } from "../../review-views.ts";
import { usePercent } from "../review-words.tsx";
import classes from "./assignment.module.css";

interface Props {
  view: AssignmentView;
  application: AssignmentView["applications"][number];
  candidates: Candidate[];
  instead: string | null;
  path: string;
}

/** Changes the reviewers of one application: lock, take off, replace, add. */
export function EditRow({ view, application, candidates, instead, path }: Props) {
  const t = useTranslations("reviews.assignment");
  const replaced = application.reviews.find(({ id }) => id === instead) ?? null;
  return (
    <div className={classes.edit}>
      <ul className={classes.editReviews}>
        {application.reviews.map((review) => (
          <EditReview key={review.id} review={review} view={view} application={application} path={path} />
        ))}
      </ul>
      <h3>{replaced ? t("insteadOf", { name: replaced.reviewer }) : t("candidates")}</h3>
      {candidates.length === 0 && <p>{t("noCandidates")}</p>}
      <ul className={classes.candidates}>
        {candidates.slice(0, 12).map((candidate) => (
          <CandidateRow
            key={candidate.id}
            candidate={candidate}
            phaseId={view.phase.id}
            applicationId={application.id}
            replaced={replaced}
          />
        ))}
      </ul>
    </div>
  );
}

function EditReview({
  review,
  view,
  application,
  path,
}: Pick<Props, "view" | "application" | "path"> & { review: AssignedReview }) {
  const t = useTranslations("reviews.assignment");
  const isOpen = review.state === "proposed" || review.state === "assigned";
  const hidden = (
    <>
      <input type="hidden" name="phaseId" value={view.phase.id} />
      <input type="hidden" name="applicationId" value={application.id} />
      <input type="hidden" name="reviewId" value={review.id} />
    </>
  );
  return (
    <li>
      <b>{review.reviewer}</b>
      <small>{t(`chip.${review.isLeaving ? "leaving" : review.state}`)}</small>
      {isOpen && (
        <span className={classes.editTools}>
          <ActionForm intent="lock" label={t("lock")}>
            {hidden}
            <input type="hidden" name="isLocked" value={review.isByHand ? "no" : "yes"} />
            <Button
              type="submit"
              size="compact-sm"
              variant="subtle"
              leftSection={review.isByHand ? <IconLockOpen size={15} /> : <IconLock size={15} />}
            >
              {t(review.isByHand ? "unlock" : "lock")}
            </Button>
          </ActionForm>
          <Button
            component={Link}
            to={`${path}&edit=${application.id}&instead=${review.id}#a-${application.id}`}
            preventScrollReset
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowsExchange size={15} />}
          >
            {t("swap")}
          </Button>
          <ActionForm intent="remove" label={t("remove")}>
            {hidden}
            <Button type="submit" size="compact-sm" variant="subtle" color="red" leftSection={<IconX size={15} />}>
              {t("remove")}
            </Button>
          </ActionForm>
        </span>
      )}
    </li>
  );
}

function CandidateRow({
  candidate,
  phaseId,
  applicationId,
  replaced,
}: {
  candidate: Candidate;
  phaseId: string;
  applicationId: string;
  replaced: AssignedReview | null;
}) {
  const t = useTranslations("reviews.assignment");
  const percent = usePercent();
  const { id, name, fit, words, load, most, isOtherTrack } = candidate;
  return (
    <li>
      <span className={classes.fit}>{percent(fit)}</span>
      <span>
        <b>{name}</b>
        <small>
          {t("loadOf", { load, most })}
          {isOtherTrack && ` · ${t("otherTrack")}`}
          {words.length > 0 && ` · ${words.join(", ")}`}
        </small>
      </span>
      <ActionForm intent="add" label={t("addPerson", { name })}>
        <input type="hidden" name="phaseId" value={phaseId} />
        <input type="hidden" name="applicationId" value={applicationId} />
        <input type="hidden" name="personId" value={id} />
        {replaced && <input type="hidden" name="insteadOf" value={replaced.id} />}
        <Button
          type="submit"
          size="compact-sm"
          variant="default"
          aria-label={t("addPerson", { name })}
          leftSection={replaced ? <IconArrowsExchange size={15} /> : <IconPlus size={15} />}
        >
          {t(replaced ? "take" : "add")}
        </Button>
      </ActionForm>
    </li>
  );
}
