import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { TermsView, TermView } from "../../term-schema.ts";
import classes from "./money.module.css";
import { useSideNames } from "./side-names.ts";
import { TermForm } from "./term-form.tsx";

const tone: Record<TermView["state"], Tone> = { proposed: "warn", agreed: "good", replaced: "idle", refused: "bad" };

export function TermRows({ terms, pilot }: { terms: TermView[]; pilot: TermsView["pilot"] }) {
  const t = useTranslations("orders.terms");
  const nameOf = useSideNames(pilot.startup);
  return (
    <table className={classes.ledger}>
      <thead>
        <tr>
          <th scope="col">{t("subject")}</th>
          <th scope="col">{t("belongsTo")}</th>
          <th scope="col">{t("until")}</th>
          <th scope="col">{t("stateLabel")}</th>
        </tr>
      </thead>
      <tbody>
        {terms.map((term) => (
          <tr key={term.id} data-off={term.state === "replaced" || term.state === "refused" || undefined}>
            <th scope="row">
              <span className={classes.kind}>{t(`kind.${term.kind}`)}</span>
              <span className={classes.rowTitle}>{term.subject}</span>
              {term.useByOther && <span className={classes.rowText}>{t("mayUse", { use: term.useByOther })}</span>}
              <Agreed term={term} pilot={pilot} />
              {term.endedReason && <span className={classes.said}>{t("refusedBecause", { reason: term.endedReason })}</span>}
              <TermSteps term={term} pilot={pilot} />
            </th>
            <td data-label={t("belongsTo")}>{nameOf(term.belongsTo)}</td>
            <td data-label={t("until")}>
              {term.untilOn ? <DateText value={term.untilOn} /> : t("unlimited")}
              {term.isRunOut && <span className={classes.late}>{t("runOut")}</span>}
            </td>
            <td data-label={t("stateLabel")}>
              <StateBadge tone={tone[term.state]}>{t(`state.${term.state}`)}</StateBadge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Agreed({ term, pilot }: { term: TermView; pilot: TermsView["pilot"] }) {
  const t = useTranslations("orders.terms");
  const nameOf = useSideNames(pilot.startup);
  return (
    <ol className={classes.hands} aria-label={t("agreedBy")}>
      {term.agreed.map(({ side, personName, at }) => (
        <li key={side}>
          <span className={classes.handStep}>{t("yes")}</span> {personName ? `${personName} (${nameOf(side)})` : nameOf(side)}{" "}
          <DateText value={at} />
        </li>
      ))}
    </ol>
  );
}

function TermSteps({ term, pilot }: { term: TermView; pilot: TermsView["pilot"] }) {
  const t = useTranslations("orders.terms");
  const { can, id } = term;
  if (!can.agree && !can.refuse && !can.replace) return null;
  return (
    <div className={classes.steps}>
      {can.agree && (
        <ActionForm intent={`agree.${id}`}>
          <SubmitButton size="xs">{t("agree")}</SubmitButton>
        </ActionForm>
      )}
      {can.refuse && (
        <FormDisclosure intent={`refuse.${id}`} className={classes.step}>
          <summary>{t(can.agree ? "refuse" : "withdraw")}</summary>
          <ActionForm intent={`refuse.${id}`}>
            <TextAreaField name="reason" label={t("reason")} minRows={2} maxLength={1000} required />
            <SubmitButton size="xs" variant="default">
              {t(can.agree ? "refuse" : "withdraw")}
            </SubmitButton>
          </ActionForm>
        </FormDisclosure>
      )}
      {can.replace && (
        <FormDisclosure intent={`replace.${id}`} className={classes.step}>
          <summary>{t("replace")}</summary>
          <TermForm intent={`replace.${id}`} term={term} pilot={pilot} />
        </FormDisclosure>
      )}
    </div>
  );
}
