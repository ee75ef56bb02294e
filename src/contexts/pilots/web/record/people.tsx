import { IconLock } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { FactList } from "#ui/fact-list.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Money } from "#ui/money.tsx";
import { Section } from "#ui/section.tsx";
import type { PilotView } from "../../views.ts";
import classes from "./overview.module.css";

/** Who takes part for whom, and the days. */
export function PeopleSection({ pilot, people }: { pilot: PilotView; people: { id: string; name: string }[] }) {
  const t = useTranslations("pilots");
  const { host, unit, company, problemOwner, startupContact, need, side, startsOn, endsOn, decisionOn, extendedFromOn } = pilot;
  return (
    <Section title={t("people.title")}>
      <FactList
        facts={[
          { label: t("side.host"), value: `${host.name} · ${unit.name}` },
          { label: t("form.problemOwner"), value: problemOwner.name },
          {
            label: t("side.startup"),
            value: side === "host" ? <Link to={`/companies/${company.id}`}>{company.name}</Link> : company.name,
          },
          ...(side === null ? [] : [{ label: t("people.contact"), value: startupContact?.name }]),
          ...(need ? [{ label: t("people.need"), value: <Link to={`/needs/${need.id}`}>{need.title}</Link> }] : []),
          { label: t("form.startsOn"), value: startsOn && <DateText value={startsOn} /> },
          {
            label: t("form.endsOn"),
            value: endsOn && (
              <>
                <DateText value={endsOn} />
                {extendedFromOn && (
                  <span className={classes.quiet}>
                    {" "}
                    {t("people.before")} <DateText value={extendedFromOn} />
                  </span>
                )}
              </>
            ),
          },
          { label: t("form.decisionOn"), value: decisionOn && <DateText value={decisionOn} /> },
        ]}
      />
      {pilot.can.nameContact && people.length > 0 && (
        <ActionForm intent="contact" label={t("people.contact")} className={classes.inline}>
          <input type="hidden" name="version" value={pilot.version} />
          <SelectField
            name="personId"
            label={t("people.speaks")}
            choices={people.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={startupContact?.id ?? people[0]!.id}
          />
          <SubmitButton variant="default">{t("people.name")}</SubmitButton>
        </ActionForm>
      )}
    </Section>
  );
}

/** What is the host's alone. */
export function InternalSection({ internal }: { internal: NonNullable<PilotView["internal"]> }) {
  const t = useTranslations("pilots");
  return (
    <Section
      title={
        <span className={classes.locked}>
          <IconLock size={16} aria-hidden /> {t("internal.title")}
        </span>
      }
      hint={t("internal.hint")}
    >
      <FactList
        facts={[
          { label: t("form.sponsor"), value: internal.sponsor?.name },
          {
            label: t("form.budget"),
            value: internal.budgetMinor === null ? null : <Money fen={internal.budgetMinor} currency={internal.budgetCurrency} />,
          },
          ...(internal.note ? [{ label: t("form.note"), value: <span className={classes.text}>{internal.note}</span> }] : []),
        ]}
      />
    </Section>
  );
}
