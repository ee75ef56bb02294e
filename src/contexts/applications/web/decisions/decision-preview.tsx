import { Button, Checkbox, Textarea } from "@mantine/core";
import { IconArrowLeft, IconMail, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { DecisionPreview } from "../../decision-views.ts";
import classes from "./decisions.module.css";
import letterClasses from "./letters.module.css";
import { outcomeTone } from "./outcome-badge.tsx";

/** Every mail exactly as it is sent; nothing is decided before it is sent from here. */
export function PreviewForm({ previews, batchId }: { previews: DecisionPreview[]; batchId: string }) {
  const t = useTranslations("decisions.preview");
  const ready = previews.filter(({ fault }) => fault === null);
  const faulty = previews.filter(({ fault }) => fault !== null);
  const [left, setLeft] = useState(ready.length);
  const mails = ready.filter(({ effect }) => effect === "decides").reduce((sum, row) => sum + row.mails.length, 0);
  return (
    <ActionForm intent="decide" label={t("title")}>
      <input type="hidden" name="batchId" value={batchId} />
      <p className={classes.lead}>{t("lead", { count: ready.length, mails })}</p>
      {faulty.length > 0 && <Faulty previews={faulty} />}
      <div className={letterClasses.letters}>
        {ready.map((preview) => (
          <PreviewCard key={preview.applicationId} preview={preview} onToggle={(isOn) => setLeft(left + (isOn ? 1 : -1))} />
        ))}
      </div>
      <div className={letterClasses.bar}>
        <Button type="button" variant="default" leftSection={<IconArrowLeft size={16} />} onClick={() => history.back()}>
          {t("back")}
        </Button>
        <SubmitButton leftSection={<IconSend size={16} />} disabled={left === 0}>
          {mails === 0 ? t("propose", { count: left }) : t("send", { count: left })}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

function PreviewCard({ preview, onToggle }: { preview: DecisionPreview; onToggle: (isOn: boolean) => void }) {
  const t = useTranslations("decisions");
  const { applicationId, firmName, reference, effect, waitsFor, decision, mails, seal, feedback } = preview;
  const [isOn, setOn] = useState(true);
  const { letter, ...kept } = decision!;
  return (
    <article className={letterClasses.letter} data-off={!isOn || undefined}>
      <header>
        <Checkbox
          name={`send.${applicationId}`}
          checked={isOn}
          onChange={(event) => {
            setOn(event.currentTarget.checked);
            onToggle(event.currentTarget.checked);
          }}
          label={<strong>{firmName}</strong>}
          description={reference}
        />
        <StateBadge tone={outcomeTone[kept.outcome]}>{t(`outcome.${kept.outcome}`)}</StateBadge>
      </header>
      <p className={letterClasses.effect} data-effect={effect}>
        {t(`preview.effect.${effect}`, { operator: waitsFor.map(({ name }) => name).join(", ") })}
      </p>
      <input type="hidden" name={`row.${applicationId}`} value={JSON.stringify({ applicationId, seal, decision: kept })} />
      <dl className={letterClasses.addressees}>
        {mails.map(({ to, name, subject }) => (
          <div key={to}>
            <dt>
              <IconMail size={15} aria-hidden /> {t("preview.to")}
            </dt>
            <dd>
              {name} &lt;{to}&gt;
              <br />
              <span className={letterClasses.subject}>{subject}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className={letterClasses.mail} lang={kept.letterLang}>
        <p>{mails[0]?.before.trim()}</p>
        <Textarea
          name={`letter.${applicationId}`}
          defaultValue={letter}
          aria-label={t("preview.letterOf", { firm: firmName })}
          autosize
          minRows={6}
          maxRows={40}
          maxLength={10_000}
          required={isOn}
        />
        <p>{mails[0]?.after.trim()}</p>
      </div>
      <FeedbackTold feedback={feedback} />
    </article>
  );
}

function FeedbackTold({ feedback }: Pick<DecisionPreview, "feedback">) {
  const t = useTranslations("decisions.preview");
  if (feedback.withheld) return <p className={classes.hint}>{t(`withheld.${feedback.withheld}`)}</p>;
  return (
    <details className={classes.more}>
      <summary>{t("feedback", { count: feedback.texts.length })}</summary>
      <ul>
        {feedback.texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

function Faulty({ previews }: { previews: DecisionPreview[] }) {
  const t = useTranslations();
  return (
    <Section title={t("decisions.preview.faulty", { count: previews.length })}>
      <ul className={letterClasses.faulty}>
        {previews.map(({ applicationId, firmName, fault }) => (
          <li key={applicationId}>
            <strong>{firmName}</strong> – {t(fault as "decisions.errors.writersAsked")}
          </li>
        ))}
      </ul>
    </Section>
  );
}
