import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions, FormGrid } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, NumberField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import type { ItemView, ReadinessView } from "../../readiness-views.ts";
import { DetailInputs } from "./detail-inputs.tsx";
import classes from "./readiness.module.css";

/** What the reader can do with an item; the next step of their side first. */
export function ItemForms({ item, lane }: { item: ItemView; lane: ReadinessView }) {
  const t = useTranslations("readiness");
  const { can, kind } = item;
  const isNext = item.turn === lane.side && !can.judge;
  return (
    <div className={classes.forms}>
      {can.judge && <AcceptForm item={item} />}
      {can.judge && <ReasonForm item={item} step="return" />}
      {can.provide && (
        <FormDisclosure
          intent={`give:${kind}`}
          className={classes.disclosure}
          open={(isNext && lane.side === "startup" && !item.offer) || undefined}
        >
          <summary>{t(item.document ? "form.replace" : lane.side === "host" ? "form.giveForStartup" : "form.give")}</summary>
          <ActionForm intent={`give:${kind}`} multipart>
            <input type="hidden" name="version" value={item.version} />
            <DetailInputs kind={kind} known={item.details} validUntil={null} />
            <FormActions>
              <SubmitButton>{t("form.send")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </FormDisclosure>
      )}
      {can.dispense && <ReasonForm item={item} step="dispense" />}
      {can.reopen && (
        <ActionForm intent={`reopen:${kind}`}>
          <SubmitButton variant="default">{t("form.reopen")}</SubmitButton>
        </ActionForm>
      )}
      {(lane.can.plan || lane.can.assign) && <PlanForm item={item} lane={lane} />}
    </div>
  );
}

function AcceptForm({ item }: { item: ItemView }) {
  const t = useTranslations("readiness");
  const asksNumber = item.kind === "supplierNumber" && !item.details.supplierNumber;
  return (
    <ActionForm intent={`accept:${item.kind}`} className={classes.accept}>
      <input type="hidden" name="version" value={item.version} />
      {asksNumber && (
        <TextField name="supplierNumber" label={t("form.supplierNumber")} description={t("detailHint.supplierNumber")} required />
      )}
      <DateField name="validUntil" label={t("form.validUntil")} defaultValue={item.validUntil ?? undefined} />
      <SubmitButton color="green">{t("form.accept")}</SubmitButton>
    </ActionForm>
  );
}

function ReasonForm({ item, step }: { item: ItemView; step: "return" | "dispense" }) {
  const t = useTranslations("readiness");
  return (
    <FormDisclosure intent={`${step}:${item.kind}`} className={classes.disclosure}>
      <summary>{t(`form.${step}`)}</summary>
      <ActionForm intent={`${step}:${item.kind}`}>
        <input type="hidden" name="version" value={item.version} />
        <TextAreaField name="reason" label={t(`form.${step}Reason`)} description={t("form.reasonHint")} required minRows={2} />
        <FormActions>
          <SubmitButton variant="default">{t(`form.${step}`)}</SubmitButton>
        </FormActions>
      </ActionForm>
    </FormDisclosure>
  );
}

/** Each side names its own person; the host also says how long each side has. */
function PlanForm({ item, lane }: { item: ItemView; lane: ReadinessView }) {
  const t = useTranslations("readiness");
  const isHost = lane.can.plan;
  const choices = lane.people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormDisclosure intent={`plan:${item.kind}`} className={classes.disclosure}>
      <summary>{t("form.plan")}</summary>
      <ActionForm intent={`plan:${item.kind}`}>
        <FormGrid columns={2}>
          <SelectField
            name={isHost ? "hostPersonId" : "startupPersonId"}
            label={t("form.person")}
            choices={choices}
            empty={t("form.choose")}
            defaultValue={isHost ? item.hostPersonId : item.startupPersonId}
          />
          {isHost && (
            <>
              <NumberField
                name="startupDays"
                label={t("form.startupDays")}
                min={0}
                max={365}
                defaultValue={String(item.startupDays)}
              />
              <NumberField name="hostDays" label={t("form.hostDays")} min={0} max={365} defaultValue={String(item.hostDays)} />
            </>
          )}
        </FormGrid>
        <FormActions>
          <SubmitButton variant="default">{t("form.save")}</SubmitButton>
        </FormActions>
      </ActionForm>
    </FormDisclosure>
  );
}
