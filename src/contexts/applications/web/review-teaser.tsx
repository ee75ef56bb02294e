import { Alert, Stack } from "@mantine/core";
import { IconEyeOff, IconUserShield } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { disclosedKinds } from "../review/conflict.ts";
import type { OwnReviewView } from "../review-views.ts";
import classes from "./reviews.module.css";

/** Asks for a tie before anything is read. */
export function BeforeReading({ review }: { review: OwnReviewView }) {
  const t = useTranslations("reviews");
  return (
    <div className={classes.teaser}>
      <span className={classes.teaserIcon} aria-hidden>
        <IconUserShield size={26} />
      </span>
      <h2>{t("before.title")}</h2>
      <p>{review.isBlind ? t("before.textBlind") : t("before.text", { firm: review.firmName ?? "" })}</p>
      {review.openness === "open" ? (
        <ActionForm intent="begin" label={t("before.begin")}>
          <SubmitButton size="md">{t("before.begin")}</SubmitButton>
        </ActionForm>
      ) : (
        <Alert color="gray" variant="light">
          {review.openness === "upcoming" ? t("before.upcoming") : t("closedText")}{" "}
          <DateText value={review.openness === "upcoming" ? review.opensAt : review.closesAt} withTime />
        </Alert>
      )}
      <WayOut />
    </div>
  );
}

/** Out of a review: with a tie, after which the application does not exist for the person, or for want of time or knowledge. */
export function WayOut() {
  const t = useTranslations("reviews.wayOut");
  const kinds = useTranslations("applications.review.conflictKind");
  return (
    <div className={classes.wayOut}>
      <details>
        <summary>
          <IconUserShield size={17} aria-hidden /> {t("tie")}
        </summary>
        <p>{t("tieText")}</p>
        <ActionForm intent="conflict" label={t("tie")}>
          <Stack gap="sm">
            <SelectField
              name="kind"
              label={t("kind")}
              choices={disclosedKinds.map((value) => ({ value, label: kinds(value) }))}
              required
            />
            <TextAreaField name="note" label={t("note")} description={t("noteHint")} rows={2} />
            <SubmitButton variant="default">{t("declare")}</SubmitButton>
          </Stack>
        </ActionForm>
      </details>
      <details>
        <summary>
          <IconEyeOff size={17} aria-hidden /> {t("return")}
        </summary>
        <p>{t("returnText")}</p>
        <ActionForm intent="return" label={t("return")}>
          <Stack gap="sm">
            <TextAreaField name="reason" label={t("reason")} rows={2} required />
            <SubmitButton variant="default">{t("returnNow")}</SubmitButton>
          </Stack>
        </ActionForm>
      </details>
    </div>
  );
}
