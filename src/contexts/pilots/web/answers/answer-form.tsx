import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import type { PassReason } from "#contexts/companies/index.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import type { QuestionView } from "../../answers/answer-schema.ts";
import type { HoldReason, StopReason } from "../../pilot.ts";
import { SignInLink } from "./sign-in-link.tsx";

type Choice = QuestionView["answers"][number];

/** The answer chosen in the mail with its button, or buttons where a reason belongs to it; the other answers below. */
export function AnswerForm({ question, chosen }: { question: QuestionView; chosen: Choice | null }) {
  const t = useTranslations("pilotMail");
  const others = question.answers.filter(({ answer }) => answer !== chosen?.answer);
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <Text>{t(`page.ask.${question.question}`)}</Text>
        {question.dueOn && (
          <Text size="sm" c="dimmed">
            {t("page.decisionOn")} <DateText value={question.dueOn} />
          </Text>
        )}
      </Stack>
      {chosen && <Chosen key={chosen.answer} choice={chosen} />}
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {chosen ? t("page.orElse") : t("page.choose")}
        </Text>
        <Group gap="xs">
          {others.map(({ answer }) => (
            <Button key={answer} component={Link} to={`?as=${answer}`} variant="default" replace preventScrollReset>
              {t(`answer.${answer}`)}
            </Button>
          ))}
        </Group>
      </Stack>
      <SignInLink href={question.href} />
    </Stack>
  );
}

function Chosen({ choice: { answer, reasons, missing } }: { choice: Choice }) {
  const t = useTranslations("pilotMail");
  if (missing.length > 0) return <Missing parts={missing} />;
  const takesWords = answer === "go" || reasons.length > 0;
  return (
    <ActionForm intent="answer" label={t(`answer.${answer}`)}>
      <input type="hidden" name="answer" value={answer} />
      <Stack gap="sm">
        <Text size="sm">{t(`page.means.${answer}`)}</Text>
        {takesWords && (
          <TextAreaField
            name="told"
            label={answer === "pass" ? t("page.note") : t("page.told")}
            description={answer === "pass" ? undefined : t("page.toldHint")}
            rows={2}
          />
        )}
        {reasons.length === 0 ? (
          <div>
            <SubmitButton size="md">{t(`page.confirm.${answer}`)}</SubmitButton>
          </div>
        ) : (
          <Reasons answer={answer} reasons={reasons} />
        )}
      </Stack>
    </ActionForm>
  );
}

/** A button for each reason: one click says what and why. */
function Reasons({ answer, reasons }: { answer: Choice["answer"]; reasons: string[] }) {
  const t = useTranslations("pilotMail.page");
  const ofPilot = useTranslations("pilots.reason");
  const ofPass = useTranslations("companies.passReasons");
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <Text component="legend" size="sm" fw={600} mb="xs">
        {t("why")}
      </Text>
      <Group gap="xs">
        {reasons.map((reason) => (
          <SubmitButton key={reason} name="reason" value={reason} variant="light">
            {answer === "pass" ? ofPass(reason as PassReason) : ofPilot(reason as HoldReason | StopReason)}
          </SubmitButton>
        ))}
      </Group>
    </fieldset>
  );
}

function Missing({ parts }: { parts: Choice["missing"] }) {
  const t = useTranslations("pilotMail.page");
  const missing = useTranslations("pilots.missing");
  return (
    <Alert
      color="yellow"
      styles={{ title: { color: "var(--jq-warn-text)" } }}
      icon={<IconAlertTriangle size={18} />}
      title={t("missing")}
    >
      <List size="sm">
        {parts.map((part) => (
          <List.Item key={part}>{missing(part)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
