import { Button, Group, Stack } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { RadioField } from "#ui/form/choice-fields.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import type { PhaseView, SeenReview } from "../views.ts";
import { readWording } from "../wording.ts";
import classes from "./applications.module.css";

/** A reviewer's own review: each criterion with what its scores mean. */
export function ReviewForm({ review, phase, role }: { review: SeenReview; phase: PhaseView; role: string | null }) {
  const t = useTranslations("applications.review");
  const locale = useLocale() as Locale;
  const rubric = (role === "expert" || role === "reviewer" ? phase.rubrics[role] : undefined) ?? phase.rubrics.default;
  const recommendations = (["accept", "discuss", "decline"] as const).map((value) => ({
    value,
    label: t(`recommendation.${value}`),
  }));
  return (
    <aside className={classes.panel}>
      <h2>{t("yours")}</h2>
      <ActionForm intent="review" label={t("yours")}>
        <input type="hidden" name="reviewId" value={review.id} />
        <input type="hidden" name="version" value={review.version} />
        <Stack gap="md">
          {rubric.map((criterion) => (
            <RadioField
              key={criterion.key}
              name={`scores.${criterion.key}`}
              label={readWording(criterion.label, locale).text}
              description={readWording(criterion.help, locale).text || undefined}
              choices={criterion.anchors.map((anchor, at) => ({
                value: String(at + 1),
                label: `${at + 1} – ${readWording(anchor, locale).text}`,
              }))}
              defaultValue={review.scores?.[criterion.key]?.toString()}
            />
          ))}
          <RadioField
            name="recommendation"
            label={t("recommend")}
            choices={recommendations}
            defaultValue={review.recommendation ?? undefined}
          />
          <TextAreaField name="comment" label={t("comment")} description={t("commentHint")} defaultValue={review.comment ?? ""} />
          <TextAreaField
            name="feedback"
            label={t("feedback")}
            description={t("feedbackHint")}
            defaultValue={review.feedback ?? ""}
          />
          <Group>
            <Button type="submit" name="handIn" value="yes">
              {t("handIn")}
            </Button>
            <Button type="submit" name="handIn" value="no" variant="default">
              {t("keep")}
            </Button>
          </Group>
        </Stack>
      </ActionForm>
    </aside>
  );
}
