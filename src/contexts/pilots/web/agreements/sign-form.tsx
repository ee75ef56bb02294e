import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { CheckboxField } from "#ui/form/choice-fields.tsx";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PasswordField, TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import type { AgreementView } from "../../agreement-views.ts";
import classes from "./agreements.module.css";

interface SignFormProps {
  agreement: AgreementView;
  /** The end of the document, which is to be seen before one says to have read it. */
  end: React.RefObject<HTMLDivElement | null>;
}

/** Name, title and two ticks: calm, and nothing signed by accident. */
export function SignForm({ agreement, end }: SignFormProps) {
  const t = useTranslations("agreements.sign");
  const { consent, signs, me, way } = agreement;
  const hasSeen = useSeen(end);
  return (
    <section className={classes.panel} data-sign aria-label={t("title")}>
      <h2>{way === "click" ? t("title") : t("confirmTitle")}</h2>
      {!hasSeen && (
        <p className={classes.readFirst}>
          <a href="#end-of-document">{t("readFirst")}</a>
        </p>
      )}
      <ActionForm intent="sign" label={t("title")} className={classes.signForm}>
        <input type="hidden" name="sha256" value={signs ?? ""} />
        <TextField name="name" label={t("name")} defaultValue={me.name} required maxLength={120} autoComplete="name" />
        <TextField name="title" label={t("titleField")} required maxLength={120} autoComplete="organization-title" />
        <CheckboxField name="hasRead" label={t("hasRead")} disabled={!hasSeen} required />
        <CheckboxField name="intends" label={consent} required />
        <PasswordField
          name="password"
          label={t("password")}
          description={t("passwordHint")}
          maxLength={1000}
          autoComplete="current-password"
        />
        <SubmitButton fullWidth size="md">
          {way === "click" ? t("sign") : t("confirm")}
        </SubmitButton>
      </ActionForm>
    </section>
  );
}

/** Whether the element was on the screen; at once where nothing can watch for it. */
function useSeen(target: React.RefObject<HTMLDivElement | null>): boolean {
  const [hasSeen, setHasSeen] = useState(true);
  useEffect(() => {
    const element = target.current;
    if (!element || typeof IntersectionObserver === "undefined") return;
    setHasSeen(false);
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      setHasSeen(true);
      observer.disconnect();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [target]);
  return hasSeen;
}

/** Signed on paper or elsewhere: the PDF is given here and the other side confirms it. */
export function OutsideCopy() {
  const t = useTranslations("agreements");
  return (
    <FormDisclosure intent="outside" className={classes.fold}>
      <summary>{t("outside.copyTitle")}</summary>
      <p className={classes.quiet}>{t("outside.hint")}</p>
      <ActionForm intent="outside" multipart label={t("outside.copyTitle")} className={classes.signForm}>
        <TextField name="signer" label={t("sign.name")} required maxLength={120} />
        <TextField name="title" label={t("sign.titleField")} required maxLength={120} />
        <FileDropField name="file" label={t("outside.file")} accept=".pdf,application/pdf" required />
        <SubmitButton variant="default">{t("outside.give")}</SubmitButton>
      </ActionForm>
    </FormDisclosure>
  );
}

export function WithdrawForm({ agreement: { side, state } }: { agreement: AgreementView }) {
  const t = useTranslations("agreements.withdraw");
  const title = side === "startup" ? t("declineTitle") : state === "drafted" ? t("discardTitle") : t("title");
  return (
    <FormDisclosure intent="withdraw" className={classes.fold}>
      <summary>{title}</summary>
      <p className={classes.quiet}>{state === "drafted" ? t("discardHint") : t("hint")}</p>
      <ActionForm intent="withdraw" label={title} className={classes.signForm}>
        <TextAreaField name="reason" label={t("reason")} required maxLength={2000} />
        <SubmitButton variant="default" color="red">
          {title}
        </SubmitButton>
      </ActionForm>
    </FormDisclosure>
  );
}
