import { Button, Group, Textarea } from "@mantine/core";
import { IconArrowsJoin } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Answer } from "../../form/answer.ts";
import type { FormField } from "../../form/field.ts";
import { GivenAnswer } from "../given-answer.tsx";
import type { Choice } from "./answer-store.ts";
import { ownPath } from "./send-answers.ts";
import classes from "./writing.module.css";

interface AsideChoiceProps {
  applicationId: string;
  field: FormField;
  label: string;
  choice: Choice;
  /** Who wrote the other text; empty where it was the writer, in another window. */
  writer: string;
  onSettled: (value: Answer, version: number) => void;
}

/** Two texts for one question, side by side: the writer takes one of them, or joins both. Neither is lost until then. */
export function AsideChoice({ applicationId, field, label, choice, writer, onSettled }: AsideChoiceProps) {
  const t = useTranslations("writing.choice");
  const [joined, setJoined] = useState<string | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const { mine, theirs } = choice;
  const isText = field.kind === "text" || field.kind === "longText";
  const settle = async (value: Answer, isTheirs = false) => {
    const version = await settleAside(applicationId, choice.asideId, isTheirs ? undefined : value);
    setHasFailed(version === null);
    if (version !== null) onSettled(value, version);
  };
  return (
    <section className={classes.choice} aria-label={t("title", { question: label })}>
      <strong>{label}</strong>
      <p role="alert">{writer ? t("lead", { name: writer }) : t("leadSelf")}</p>
      <div className={classes.sides}>
        <div>
          <h3>{t("mine")}</h3>
          <div className={classes.side} dir="auto">
            <GivenAnswer field={field} value={mine} />
          </div>
          <Button variant="default" size="xs" onClick={() => void settle(mine)}>
            {t("takeMine")}
          </Button>
        </div>
        <div>
          <h3>{writer ? t("theirs", { name: writer }) : t("otherWindow")}</h3>
          <div className={classes.side} dir="auto">
            <GivenAnswer field={field} value={theirs} />
          </div>
          <Button variant="default" size="xs" onClick={() => void settle(theirs, true)}>
            {t("takeTheirs")}
          </Button>
        </div>
      </div>
      {isText && joined === null && (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconArrowsJoin size={16} aria-hidden />}
          onClick={() => setJoined([theirs, mine].filter(Boolean).join(field.kind === "text" ? " " : "\n\n"))}
        >
          {t("join")}
        </Button>
      )}
      {joined !== null && (
        <Group align="end" mt="xs">
          <Textarea
            label={t("joined")}
            value={joined}
            autosize
            minRows={3}
            autoFocus
            w="100%"
            onChange={({ currentTarget }) => setJoined(currentTarget.value)}
          />
          <Button size="xs" onClick={() => void settle(joined)}>
            {t("takeJoined")}
          </Button>
        </Group>
      )}
      {hasFailed && <p role="alert">{t("failed")}</p>}
    </section>
  );
}

/** The version that stands then; null where the server could not be asked. */
async function settleAside(applicationId: string, asideId: string, value: Answer | undefined): Promise<number | null> {
  try {
    const response = await fetch(`${ownPath(applicationId)}/asides/${asideId}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(value === undefined ? {} : { value }),
    });
    return response.ok ? ((await response.json()) as { version: number }).version : null;
  } catch {
    return null;
  }
}
