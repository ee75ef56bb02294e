import { Button } from "@mantine/core";
import { IconPencil, IconUserMinus, IconX } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { type Topic, topics } from "#contexts/companies/fields.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { CheckboxGroupField, SearchSelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TagsField } from "#ui/form/tags-field.tsx";
import { NumberField, TextAreaField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { AssignmentView, PhaseReviewer } from "../../review-views.ts";
import { useWording } from "../review-words.tsx";
import classes from "./assignment.module.css";

/** Who reviews in the phase: how much they take and have, what they know, and who has left. */
export function ReviewersSection({ view, edit }: { view: AssignmentView; edit: string | null }) {
  const t = useTranslations("reviews.assignment");
  const path = `/calls/${view.call.slug}/assignment?phase=${view.phase.id}`;
  return (
    <Section title={t("reviewers")} hint={t("reviewersHint")} flush id="reviewers">
      <ul className={classes.rows}>
        {view.reviewers.map((reviewer) => {
          const isOpen = reviewer.personId === edit;
          return (
            <li key={reviewer.personId} className={classes.row} id={`r-${reviewer.personId}`} data-open={isOpen || undefined}>
              <ReviewerName reviewer={reviewer} view={view} />
              <Load reviewer={reviewer} />
              <Link
                className={classes.change}
                to={isOpen ? path : `${path}&reviewer=${reviewer.personId}#r-${reviewer.personId}`}
                preventScrollReset
                aria-label={t(isOpen ? "closeRow" : "changeRow", { reference: reviewer.name })}
              >
                {isOpen ? <IconX size={17} /> : <IconPencil size={17} />}
              </Link>
              {isOpen && <EditReviewer reviewer={reviewer} view={view} />}
            </li>
          );
        })}
      </ul>
      {view.others.length > 0 && <AddReviewer view={view} />}
    </Section>
  );
}

function ReviewerName({ reviewer, view }: { reviewer: PhaseReviewer; view: AssignmentView }) {
  const t = useTranslations("reviews.assignment");
  const topicName = useTranslations("taxonomy.topics");
  const word = useWording();
  const { name, leftAt, guestUntil, tracks, text } = reviewer;
  const known = reviewer.topics
    .filter((topic): topic is Topic => (topics as readonly string[]).includes(topic))
    .map((topic) => topicName(topic));
  const read = view.tracks.filter(({ key }) => tracks.includes(key)).map(({ label }) => word(label));
  const says = [...read.map((track) => t("track", { track })), ...known.slice(0, 4), text.slice(0, 90)].filter(Boolean);
  return (
    <div className={classes.name}>
      <span>
        <b>{name}</b> {leftAt && <StateBadge tone="idle">{t("left")}</StateBadge>}
        {guestUntil && (
          <StateBadge tone="accent">
            {t("guestUntil")} <DateText value={guestUntil} />
          </StateBadge>
        )}
      </span>
      <small>{says.length > 0 ? says.join(" · ") : t("nothingKnown")}</small>
    </div>
  );
}

function Load({ reviewer: { proposed, open, submitted, most, least } }: { reviewer: PhaseReviewer }) {
  const t = useTranslations("reviews.assignment");
  const all = proposed + open + submitted;
  const width = (part: number) => `${(100 * part) / Math.max(most, all, 1)}%`;
  return (
    <div className={classes.load}>
      <span className={classes.loadBar} role="img" aria-label={t("loadParts", { submitted, open, proposed, most })}>
        <span data-part="submitted" style={{ width: width(submitted) }} />
        <span data-part="open" style={{ width: width(open) }} />
        <span data-part="proposed" style={{ width: width(proposed) }} />
      </span>
      <small data-over={all > most || undefined}>
        {t("loadOf", { load: all, most })}
        {least > 0 && ` · ${t("leastOf", { least })}`}
      </small>
    </div>
  );
}

function LoadFields({ view, reviewer }: { view: AssignmentView; reviewer?: PhaseReviewer }) {
  const t = useTranslations("reviews.assignment");
  const word = useWording();
  return (
    <>
      <NumberField name="most" label={t("most")} defaultValue={String(reviewer?.most ?? 10)} required />
      <NumberField name="least" label={t("least")} defaultValue={String(reviewer?.least ?? 0)} />
      {view.tracks.length > 0 && (
        <FormWide>
          <CheckboxGroupField
            name="tracks[]"
            label={t("tracks")}
            description={t("tracksHint")}
            choices={view.tracks.map(({ key, label }) => ({ value: key, label: word(label) }))}
            defaultValue={reviewer?.tracks ?? []}
            columns={3}
          />
        </FormWide>
      )}
    </>
  );
}

function EditReviewer({ reviewer, view }: { reviewer: PhaseReviewer; view: AssignmentView }) {
  const t = useTranslations("reviews.assignment");
  const own = useTranslations("reviews.expertise");
  const topicName = useTranslations("taxonomy.topics");
  const hidden = (
    <>
      <input type="hidden" name="phaseId" value={view.phase.id} />
      <input type="hidden" name="personId" value={reviewer.personId} />
    </>
  );
  return (
    <div className={classes.edit}>
      <ActionForm intent="reviewer" label={reviewer.name}>
        {hidden}
        <FormGrid columns={2}>
          <LoadFields view={view} reviewer={reviewer} />
          <FormWide>
            <TagsField
              name="topics[]"
              label={own("topics")}
              choices={topics.map((value: Topic) => ({ value, label: topicName(value) }))}
              defaultValue={reviewer.topics}
            />
          </FormWide>
          <FormWide>
            <TextAreaField name="text" label={own("text")} defaultValue={reviewer.text} autosize minRows={2} />
          </FormWide>
        </FormGrid>
        <FormActions>
          <SubmitButton>{t(reviewer.leftAt ? "bringBack" : "saveReviewer")}</SubmitButton>
        </FormActions>
      </ActionForm>
      {!reviewer.leftAt && (
        <ActionForm intent="leave" label={t("leave")}>
          {hidden}
          <Button type="submit" variant="subtle" color="red" size="compact-md" leftSection={<IconUserMinus size={16} />}>
            {t("leave")}
          </Button>
          <small className={classes.quiet}>{t("leaveHint")}</small>
        </ActionForm>
      )}
    </div>
  );
}

function AddReviewer({ view }: { view: AssignmentView }) {
  const t = useTranslations("reviews.assignment");
  return (
    <details className={classes.adder} key={view.reviewers.length}>
      <summary>{t("addReviewer")}</summary>
      <ActionForm intent="reviewer" label={t("addReviewer")}>
        <input type="hidden" name="phaseId" value={view.phase.id} />
        <FormGrid columns={2}>
          <FormWide>
            <SearchSelectField
              name="personId"
              label={t("person")}
              choices={view.others.map(({ id, name }) => ({ value: id, label: name }))}
              required
            />
          </FormWide>
          <LoadFields view={view} />
        </FormGrid>
        <FormActions>
          <SubmitButton>{t("addReviewer")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </details>
  );
}
