import { Alert, Stack, Text } from "@mantine/core";
import { IconCheck, IconInfoCircle } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import type { QuestionView } from "../../answers/answer-schema.ts";
import { SignInLink } from "./sign-in-link.tsx";

/** What was answered, or why the link does so no more, and how it goes on. */
export function AnsweredNote({ question }: { question: QuestionView }) {
  const t = useTranslations("pilotMail");
  const dateText = useDateText();
  const { state, used, changed, ownerName, personName, canRenew, href } = question;
  const on = (at: Date) => dateText(at, { withTime: true });
  return (
    <Stack gap="md">
      {state === "used" && used ? (
        <Alert
          color="teal"
          styles={{ title: { color: "var(--jq-good-text)" } }}
          icon={<IconCheck size={18} />}
          title={t("page.answered", { answer: t(`answer.${used.answer}`) })}
        >
          {t("page.answeredText", { name: personName, at: on(used.at) })}
        </Alert>
      ) : (
        <Alert
          color="yellow"
          styles={{ title: { color: "var(--jq-warn-text)" } }}
          icon={<IconInfoCircle size={18} />}
          title={t("page.noMore")}
        >
          {state !== "open" && state !== "used" && t(`errors.${state}`)}{" "}
          {changed &&
            (changed.name
              ? t("page.changedBy", { name: changed.name, at: on(changed.at) })
              : t("page.changedAt", { at: on(changed.at) }))}
          {ownerName && t("page.ownerNow", { name: ownerName })}
        </Alert>
      )}
      {canRenew && (
        <ActionForm intent="renew" label={t("page.renew")}>
          <Stack gap="xs">
            <Text size="sm">{t("page.renewText")}</Text>
            <div>
              <SubmitButton variant="default">{t("page.renew")}</SubmitButton>
            </div>
          </Stack>
        </ActionForm>
      )}
      <SignInLink href={href} />
    </Stack>
  );
}
