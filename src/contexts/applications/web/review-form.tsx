import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconCloudCheck, IconCloudOff, IconCloudUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { RadioField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import type { OwnReviewView } from "../review-views.ts";
import { CriterionField } from "./criterion-field.tsx";
import classes from "./reviews.module.css";
import { type DraftState, useReviewDraft } from "./use-review-draft.ts";

/** A reviewer's own review: each criterion with what its scores mean; what is typed is kept as it is typed. */
export function ReviewForm({ review: stored, personId }: { review: OwnReviewView; personId: string }) {
  const t = useTranslations("reviews");
  const words = useTranslations("applications.review");
  const format = useFormatter();
  const box = useRef<HTMLElement>(null);
  // What an earlier visit left on this device, once the person takes it.
  const [taken, setTaken] = useState(0);
  const [review, setReview] = useState(stored);
  const draft = useReviewDraft(box, stored, personId);
  const isDraft = stored.state !== "submitted";
  const total = review.rubric.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <aside className={classes.panel} ref={box} onInput={draft.onInput}>
      <div className={classes.panelHead}>
        <h2>{words("yours")}</h2>
        {draft.score !== null && (
          <span className={classes.score} title={t("scoreHint")}>
            {format.number(draft.score, { maximumFractionDigits: 0 })}
            <small> / 100</small>
          </span>
        )}
      </div>
      {draft.copy.found && (
        <FoundCopy
          onTake={() => {
            setReview({ ...stored, ...(draft.copy.found!.values as Partial<OwnReviewView>) });
            setTaken(taken + 1);
            draft.copy.take();
          }}
          onDrop={draft.copy.forget}
        />
      )}
      <ActionForm key={taken} intent="review" label={words("yours")} onSubmit={draft.onSubmit}>
        <input type="hidden" name="version" value={draft.version} />
        <Stack gap="lg">
          {review.rubric.map((criterion) => (
            <CriterionField
              key={criterion.key}
              criterion={criterion}
              share={criterion.weight / total}
              given={review.scores[criterion.key]}
            />
          ))}
          <Opinion review={review} />
          <div className={classes.panelFoot}>
            <Group gap="xs">
              <SubmitButton name="handIn" value="yes">
                {isDraft ? words("handIn") : t("saveChange")}
              </SubmitButton>
              {isDraft && (
                <noscript>
                  <Button type="submit" name="handIn" value="no" variant="default">
                    {words("keep")}
                  </Button>
                </noscript>
              )}
            </Group>
            {isDraft && <DraftLine state={draft.state} />}
          </div>
        </Stack>
      </ActionForm>
    </aside>
  );
}

/** What the reviewer says beside the scores: to the base, to the others, to the applicant. */
function Opinion({ review }: { review: OwnReviewView }) {
  const words = useTranslations("applications.review");
  const recommendations = (["accept", "discuss", "decline"] as const).map((value) => ({
    value,
    label: words(`recommendation.${value}`),
  }));
  return (
    <>
      <RadioField
        name="recommendation"
        label={words("recommend")}
        choices={recommendations}
        defaultValue={review.recommendation ?? undefined}
      />
      <TextAreaField
        name="comment"
        label={words("comment")}
        description={words("commentHint")}
        defaultValue={review.comment}
        autosize
        minRows={4}
      />
      <TextAreaField
        name="feedback"
        label={words("feedback")}
        description={words("feedbackHint")}
        defaultValue={review.feedback}
        autosize
        minRows={3}
      />
    </>
  );
}

/** An earlier visit left words on this device that the server has not got. */
function FoundCopy({ onTake, onDrop }: { onTake: () => void; onDrop: () => void }) {
  const t = useTranslations("reviews.draft");
  return (
    <Alert color="yellow" variant="light" mb="sm" title={t("found")}>
      <Group gap="xs" mt={4}>
        <Button size="compact-sm" onClick={onTake}>
          {t("take")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDrop}>
          {t("drop")}
        </Button>
      </Group>
    </Alert>
  );
}

function DraftLine({ state }: { state: DraftState }) {
  const t = useTranslations("reviews.draft");
  if (state === "idle") return <small className={classes.saveLine}>{t("idle")}</small>;
  const isKept = state === "saved";
  const Icon = isKept ? IconCloudCheck : state === "saving" ? IconCloudUpload : IconCloudOff;
  return (
    <small className={classes.saveLine} role="status" data-state={state}>
      <Icon size={15} aria-hidden /> {t(state)}
    </small>
  );
}
