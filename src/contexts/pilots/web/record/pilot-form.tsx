import { Button } from "@mantine/core";
import { Link, useActionData } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { languageName } from "#contexts/companies/countries.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { isRefusal } from "#ui/form/refusal.ts";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, NumberField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { currencies } from "../../money/money.ts";
import { type Conflict, ConflictPanel } from "./conflict-panel.tsx";
import { CriteriaEditor } from "./criteria-editor.tsx";
import { criteriaOfForm, type PilotFormValues } from "./form-values.ts";
import classes from "./record.module.css";

export interface NamedPerson {
  id: string;
  name: string;
  unitName: string | null;
}

interface Props {
  initial: PilotFormValues;
  people: NamedPerson[];
  hidden: Record<string, string | number>;
  /** Only people and what is the host's own may still change. */
  isFixed?: boolean;
  /** The reader names people here and changes nothing else. */
  onlyPeople?: boolean;
  /** Another problem owner or sponsor is named by some alone. */
  mayName?: boolean;
  submitLabel: string;
  cancelTo: string;
}

const languages = ["zh", "en", "de", "ru"];

/** Proposes or revises a pilot; nothing typed is lost on a refusal or where somebody else was faster. */
export function PilotForm(props: Props) {
  const { initial: given, people, hidden, isFixed = false, onlyPeople = false, mayName = true, submitLabel, cancelTo } = props;
  const t = useTranslations("pilots.form");
  const { values, conflict } = useAnswer();
  const initial = values ? { ...given, criteria: values } : given;
  const onlyInternal = isFixed || onlyPeople || (conflict?.isFixed ?? false);
  return (
    <div className={classes.form}>
      {conflict && <ConflictPanel conflict={conflict} people={people} />}
      <ActionForm intent="save">
        {Object.entries({ ...hidden, ...(conflict ? { version: conflict.version } : {}) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {onlyInternal && <input type="hidden" name="part" value={onlyPeople ? "people" : "internal"} />}
        <div className={classes.sections}>
          {!onlyInternal && <ScopeFields initial={initial} />}
          <PeopleFields initial={initial} people={people} mayName={mayName} hasBudget={!onlyPeople} />
          {!onlyInternal && <DayFields initial={initial} />}
          {!onlyInternal && (
            <Section title={t("criteria")} hint={t("criteriaHint")}>
              <CriteriaEditor key={values ? "kept" : "given"} initial={initial.criteria} />
            </Section>
          )}
          {!onlyPeople && (
            <>
              <ConsequenceFields initial={initial} isFixed={onlyInternal} />
              <Section title={t("note")} hint={t("noteHint")}>
                <TextAreaField name="note" aria-label={t("note")} defaultValue={initial.note} maxLength={5000} dir="auto" />
              </Section>
            </>
          )}
        </div>
        <div className={classes.bar}>
          <FormActions>
            <SubmitButton>{submitLabel}</SubmitButton>
            <Button component={Link} to={cancelTo} variant="default">
              {t("cancel")}
            </Button>
          </FormActions>
        </div>
      </ActionForm>
    </div>
  );
}

/** What the last submission said: the criteria as typed, and where somebody else was faster what is saved now. */
function useAnswer() {
  const answer = useActionData() as unknown;
  if (!isRefusal(answer)) return { values: null, conflict: null };
  const form = new FormData();
  for (const [name, value] of Object.entries(answer.values)) for (const each of [value].flat()) form.append(name, each);
  const rows = criteriaOfForm(form);
  const conflict = "theirs" in answer ? (answer as unknown as Conflict) : null;
  return { values: rows.length > 0 ? rows : null, conflict };
}

function ScopeFields({ initial }: { initial: PilotFormValues }) {
  const t = useTranslations("pilots.form");
  const locale = useLocale();
  const choices = [...new Set([...languages, initial.lang])].map((value) => ({ value, label: languageName(value, locale) }));
  return (
    <Section title={t("what")}>
      <FormGrid columns={2}>
        <FormWide>
          <TextField name="title" label={t("title")} defaultValue={initial.title} required maxLength={200} dir="auto" />
        </FormWide>
        <FormWide>
          <TextAreaField
            name="scope"
            label={t("scope")}
            description={t("scopeHint")}
            defaultValue={initial.scope}
            maxLength={10_000}
            minRows={5}
            dir="auto"
          />
        </FormWide>
        <SelectField name="lang" label={t("lang")} choices={choices} defaultValue={initial.lang} />
      </FormGrid>
    </Section>
  );
}

interface PeopleProps {
  initial: PilotFormValues;
  people: NamedPerson[];
  mayName: boolean;
  hasBudget: boolean;
}

function PeopleFields({ initial, people, mayName, hasBudget }: PeopleProps) {
  const t = useTranslations("pilots.form");
  const choices = people.map(({ id, name, unitName }) => ({ value: id, label: unitName ? `${name} · ${unitName}` : name }));
  return (
    <Section title={t("who")} hint={t("whoHint")}>
      <FormGrid columns={2}>
        <SelectField
          name="problemOwnerPersonId"
          label={t("problemOwner")}
          description={t("problemOwnerHint")}
          choices={choices}
          defaultValue={initial.problemOwnerPersonId}
          disabled={!mayName}
        />
        <SelectField
          name="sponsorPersonId"
          label={t("sponsor")}
          description={t("sponsorHint")}
          choices={choices}
          empty={t("nobodyYet")}
          defaultValue={initial.sponsorPersonId}
          disabled={!mayName}
        />
        {hasBudget && (
          <>
            <NumberField
              name="budget"
              label={t("budget")}
              description={t("budgetHint")}
              min={0}
              step="0.01"
              defaultValue={initial.budget}
            />
            <SelectField
              name="budgetCurrency"
              label={t("currency")}
              description={t("currencyHint")}
              choices={currencies.map((value) => ({ value, label: value }))}
              defaultValue={initial.budgetCurrency}
            />
          </>
        )}
      </FormGrid>
    </Section>
  );
}

function DayFields({ initial }: { initial: PilotFormValues }) {
  const t = useTranslations("pilots.form");
  return (
    <Section title={t("days")} hint={t("daysHint")}>
      <div className={classes.threeFields}>
        <DateField name="startsOn" label={t("startsOn")} defaultValue={initial.startsOn} />
        <DateField name="endsOn" label={t("endsOn")} defaultValue={initial.endsOn} />
        <DateField name="decisionOn" label={t("decisionOn")} defaultValue={initial.decisionOn} />
      </div>
    </Section>
  );
}

function ConsequenceFields({ initial, isFixed }: { initial: PilotFormValues; isFixed: boolean }) {
  const t = useTranslations("pilots.form");
  return (
    <Section title={t("consequence")} hint={t(isFixed ? "fixedHint" : "consequenceHint")}>
      <FormGrid columns={2}>
        {!isFixed && (
          <>
            <FormWide>
              <TextAreaField
                name="nextOrder"
                label={t("nextOrder")}
                description={t("nextOrderHint")}
                defaultValue={initial.nextOrder}
                maxLength={2000}
                minRows={2}
                dir="auto"
              />
            </FormWide>
            <NumberField
              name="consequenceWithinDays"
              label={t("withinDays")}
              description={t("withinDaysHint")}
              min={1}
              max={730}
              step="1"
              defaultValue={initial.consequenceWithinDays}
            />
          </>
        )}
        <TextField
          name="budgetLine"
          label={t("budgetLine")}
          description={t("internalHint")}
          defaultValue={initial.budgetLine}
          maxLength={120}
        />
        <TextField
          name="seriesContact"
          label={t("seriesContact")}
          description={t("internalHint")}
          defaultValue={initial.seriesContact}
          maxLength={200}
          dir="auto"
        />
      </FormGrid>
    </Section>
  );
}
