import { Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SearchSelectField, SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { disclosedKinds } from "../review/conflict.ts";
import type { ApplicationView } from "../views.ts";
import classes from "./reviews-section.module.css";

type Conflict = ApplicationView["conflicts"][number];

/** For managers: for whom the application does not exist, why, and what was found to be no tie. */
export function ConflictsSection({
  application: { conflicts, can },
  colleagues,
}: {
  application: ApplicationView;
  colleagues: { id: string; name: string }[];
}) {
  const t = useTranslations("reviews.conflicts");
  const words = useTranslations("applications.review");
  if (!can.run && conflicts.length === 0) return null;
  return (
    <Section title={words("conflicts")} hint={t(conflicts.length > 0 ? "hint" : "none")}>
      <ul className={classes.conflicts}>
        {conflicts.map((conflict) => (
          <ConflictItem key={conflict.id} conflict={conflict} canClear={can.run} />
        ))}
      </ul>
      {can.run && (
        <details className={classes.more} key={conflicts.length}>
          <summary>{t("note")}</summary>
          <ActionForm intent="conflict" label={t("note")}>
            <Stack gap="sm" maw="32rem">
              <SearchSelectField
                name="personId"
                label={t("person")}
                description={t("personHint")}
                choices={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
                required
              />
              <KindField />
              <TextField name="note" label={t("evidence")} />
              <div>
                <SubmitButton variant="default">{t("noteNow")}</SubmitButton>
              </div>
            </Stack>
          </ActionForm>
        </details>
      )}
    </Section>
  );
}

function KindField() {
  const ways = useTranslations("reviews.wayOut");
  const words = useTranslations("applications.review");
  return (
    <SelectField
      name="kind"
      label={ways("kind")}
      choices={disclosedKinds.map((value) => ({ value, label: words(`conflictKind.${value}`) }))}
      required
    />
  );
}

function ConflictItem({ conflict, canClear }: { conflict: Conflict; canClear: boolean }) {
  const t = useTranslations("reviews.conflicts");
  const words = useTranslations("applications.review");
  const { id, person, kind, source, evidence, clearedReason } = conflict;
  return (
    <li>
      <div className={classes.head}>
        <b>{person ?? words("otherSide")}</b>
        <StateBadge tone={clearedReason ? "idle" : "warn"}>{words(`conflictKind.${kind}`)}</StateBadge>
        <small>{t(`source.${source}`)}</small>
      </div>
      {evidence && <small>{evidence}</small>}
      {clearedReason && <p>{words("cleared", { reason: clearedReason })}</p>}
      {canClear && !clearedReason && source !== "declared" && (
        <details className={classes.more} data-small>
          <summary>{t("clear")}</summary>
          <ActionForm intent="clear" label={t("clear")}>
            <input type="hidden" name="conflictId" value={id} />
            <Stack gap="sm" maw="32rem">
              <TextAreaField name="reason" label={t("reason")} description={t("reasonHint")} rows={2} required />
              <div>
                <SubmitButton size="sm" variant="default">
                  {t("clearNow")}
                </SubmitButton>
              </div>
            </Stack>
          </ActionForm>
        </details>
      )}
    </li>
  );
}

/** Whoever reads the application and has a tie says so, and it is gone for them. */
export function DeclareTie() {
  const ways = useTranslations("reviews.wayOut");
  return (
    <details className={classes.more}>
      <summary>{ways("tie")}</summary>
      <p>{ways("tieText")}</p>
      <ActionForm intent="conflict" label={ways("tie")}>
        <Stack gap="sm">
          <KindField />
          <SubmitButton variant="default">{ways("declare")}</SubmitButton>
        </Stack>
      </ActionForm>
    </details>
  );
}
