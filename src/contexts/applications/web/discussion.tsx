import { useTranslations } from "use-intl";
import { RelativeTime } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import type { ApplicationView } from "../views.ts";
import classes from "./reviews-section.module.css";

/** What reviewers and managers say to each other, by phase; whoever may not read it yet sees that there is one later. */
export function Discussion({
  application: { talks: readable, comments, reviews, can, fields },
}: {
  application: ApplicationView;
}) {
  const t = useTranslations("reviews.discussion");
  const phaseName = useTranslations("reviews.phase");
  const isAbout = (phaseId: string) => [...reviews, ...comments].some((each) => each.phaseId === phaseId);
  const talks = readable.filter(({ phaseId }) => isAbout(phaseId));
  if (talks.length === 0) {
    if (!can.review || fields.length === 0 || readable.length > 0) return null;
    return (
      <Section title={t("title")} id="discussion">
        <p>{t("later")}</p>
      </Section>
    );
  }
  return (
    <Section title={t("title")} hint={t("hint")} id="discussion">
      {talks.map(({ phaseId, kind, canWrite }) => {
        const said = comments.filter((comment) => comment.phaseId === phaseId);
        return (
          <div key={phaseId} className={classes.talk}>
            {talks.length > 1 && <h3>{phaseName(kind)}</h3>}
            <ul className={classes.comments}>
              {said.map((comment) => (
                <li key={comment.id}>
                  <b>{comment.isMine ? t("you") : (comment.person ?? t("somebody"))}</b>{" "}
                  <small>
                    <RelativeTime value={comment.writtenAt} />
                  </small>
                  <p dir="auto">{comment.text}</p>
                </li>
              ))}
            </ul>
            {canWrite && (
              <ActionForm intent="comment" label={t("write")} key={said.length}>
                <input type="hidden" name="phaseId" value={phaseId} />
                <TextAreaField name="text" aria-label={t("write")} placeholder={t("write")} autosize minRows={2} required />
                <SubmitButton size="sm" variant="default">
                  {t("send")}
                </SubmitButton>
              </ActionForm>
            )}
          </div>
        );
      })}
    </Section>
  );
}
