import { useEffect, useRef, useState } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { RunningView } from "../../running-views.ts";
import classes from "./running.module.css";

/** What the two sides write to each other; what the own side has not read yet is marked. */
export function Messages({ running: { messages, side, unread, seenByOther, can } }: { running: RunningView }) {
  const t = useTranslations("evaluation.messages");
  const fresh = useFresh(messages, unread);
  return (
    <Section
      id="messages"
      title={t("title")}
      actions={unread > 0 ? <StateBadge tone="accent">{t("unread", { count: unread })}</StateBadge> : undefined}
    >
      {messages.length === 0 && <p className={classes.quiet}>{can.write ? t("none") : t("notOffered")}</p>}
      <ol className={classes.messages}>
        {messages.map((message) => (
          <li key={message.id} data-own={message.side === side || undefined} data-fresh={fresh.has(message.id) || undefined}>
            <p>{message.text}</p>
            <span>
              {message.personName} · <DateText value={message.writtenAt} withTime />
            </span>
          </li>
        ))}
      </ol>
      {seenByOther && messages.at(-1)?.side === side && seenByOther.seenAt >= messages.at(-1)!.writtenAt && (
        <p className={classes.seen}>
          {t("seenBy", { name: seenByOther.personName })} <RelativeTime value={seenByOther.seenAt} />
        </p>
      )}
      {can.write && (
        <ActionForm intent="message" label={t("title")} key={messages.length}>
          <TextAreaField name="text" label={t("text")} minRows={2} maxLength={5000} required />
          <FormActions>
            <SubmitButton variant="default">{t("send")}</SubmitButton>
          </FormActions>
        </ActionForm>
      )}
    </Section>
  );
}

/** Whoever opens the page reads what is new; it stays marked as long as they look. */
function useFresh(messages: RunningView["messages"], unread: number): Set<string> {
  const fetcher = useFetcher();
  const [fresh] = useState(() => new Set(messages.filter(({ isUnread }) => isUnread).map(({ id }) => id)));
  const isTold = useRef(false);
  const { submit } = fetcher;
  useEffect(() => {
    if (unread === 0 || isTold.current) return;
    isTold.current = true;
    submit({ intent: "seen" }, { method: "post" });
  }, [unread, submit]);
  return fresh;
}
