import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, NumberField, TextField } from "#ui/form/text-fields.tsx";
import { Money } from "#ui/money.tsx";
import { Section } from "#ui/section.tsx";
import { adoptionKinds } from "../../adoption.ts";
import type { AdoptionView, ResultView } from "../../closing-views.ts";
import { currencies } from "../../money/money.ts";
import classes from "./closing.module.css";

interface AdoptionProps {
  adoption: NonNullable<ResultView["adoption"]>;
  today: string;
  mayAdopt: boolean;
}

/** The ledger of what became of the pilot; rows are taken back by others, never edited. */
export function Adoption({ adoption: { rows, sums }, today, mayAdopt }: AdoptionProps) {
  const t = useTranslations("evaluation");
  return (
    <Section
      id="adoption"
      title={t("ledger.name")}
      hint={t("adoption.hint")}
      actions={<Link to="/pilots/adoptions">{t("ledger.ofAll")}</Link>}
    >
      {rows.length === 0 && <p className={classes.facts}>{t(mayAdopt ? "adoption.none" : "adoption.later")}</p>}
      {rows.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("ledger.day")}</th>
                <th scope="col">{t("ledger.title")}</th>
                <th scope="col" data-number>
                  {t("ledger.planned")}
                </th>
                <th scope="col" data-number>
                  {t("ledger.realised")}
                </th>
                <th scope="col">{t("ledger.note")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} mayReverse={mayAdopt && !row.isReversed && row.reversesId === null} />
              ))}
            </tbody>
            <tfoot>
              {sums.map(({ currency, plannedMinor, realisedMinor }) => (
                <tr key={currency}>
                  <td />
                  <th scope="row">{t("ledger.sum", { currency })}</th>
                  <td data-number>
                    <Money fen={plannedMinor} currency={currency} />
                  </td>
                  <td data-number>
                    <Money fen={realisedMinor} currency={currency} />
                  </td>
                  <td />
                </tr>
              ))}
            </tfoot>
          </table>
        </div>
      )}
      {mayAdopt && (
        <FormDisclosure intent="adopt" className={classes.disclosure} open={rows.length === 0}>
          <summary>{t("adoption.add")}</summary>
          <AdoptionForm key={rows.length} today={today} />
        </FormDisclosure>
      )}
    </Section>
  );
}

function Row({ row, mayReverse }: { row: AdoptionView; mayReverse: boolean }) {
  const t = useTranslations("evaluation");
  const { id, kind, title, plannedMinor, realisedMinor, currency, happenedOn, note, personName, isReversed, reversesId } = row;
  const sign = reversesId ? -1 : 1;
  return (
    <tr data-void={isReversed || reversesId !== null || undefined}>
      <td>
        <DateText value={happenedOn} />
      </td>
      <td>
        <strong>{t(`kinds.${kind}`)}</strong>
        <br />
        {title}
        {(isReversed || reversesId) && <em> · {t("adoption.reversal")}</em>}
      </td>
      <td data-number>
        <Money fen={sign * plannedMinor} currency={currency} />
      </td>
      <td data-number>
        <Money fen={sign * realisedMinor} currency={currency} />
      </td>
      <td>
        {note} <span className={classes.facts}>{personName}</span>
        {mayReverse && (
          <FormDisclosure intent={`reverse.${id}`} className={classes.disclosure}>
            <summary>{t("adoption.reverse")}</summary>
            <ActionForm intent={`reverse.${id}`} label={t("adoption.reverse")}>
              <TextField name="note" label={t("adoption.why")} maxLength={2000} required />
              <FormActions>
                <SubmitButton variant="default" size="compact-sm">
                  {t("adoption.reverse")}
                </SubmitButton>
              </FormActions>
            </ActionForm>
          </FormDisclosure>
        )}
      </td>
    </tr>
  );
}

function AdoptionForm({ today }: { today: string }) {
  const t = useTranslations("evaluation");
  return (
    <ActionForm intent="adopt" label={t("adoption.add")}>
      <FormGrid columns={2}>
        <SelectField
          name="kind"
          label={t("ledger.kind")}
          required
          choices={adoptionKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <DateField name="happenedOn" label={t("ledger.day")} required defaultValue={today} />
        <FormWide>
          <TextField name="title" label={t("ledger.title")} maxLength={200} required />
        </FormWide>
        <NumberField name="plannedMinor" label={t("adoption.planned")} min={0} step="0.01" />
        <NumberField name="realisedMinor" label={t("adoption.realised")} min={0} step="0.01" />
        <SelectField
          name="currency"
          label={t("ledger.currency")}
          required
          choices={currencies.map((currency) => ({ value: currency, label: currency }))}
        />
        <TextField name="note" label={t("ledger.note")} maxLength={2000} />
      </FormGrid>
      <FormActions>
        <SubmitButton>{t("adoption.add")}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
