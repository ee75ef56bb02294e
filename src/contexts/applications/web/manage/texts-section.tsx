import { Button, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import classes from "./manage.module.css";
import { moved, RowTools, replaced } from "./row-tools.tsx";
import { type CallSectionProps, errorAt } from "./section-props.ts";
import { WordingInput } from "./wording-input.tsx";

/** What the public reads first. */
export function TextsSection({ doc, set, errors }: CallSectionProps) {
  const t = useTranslations("calls.edit");
  return (
    <Section title={t("texts")} id="texts">
      <Stack gap="md">
        <WordingInput
          label={t("part.title")}
          value={doc.title}
          onChange={(value) => set("title", value)}
          longest={160}
          error={errorAt(errors, "title")}
          required
        />
        <WordingInput
          label={t("part.teaser")}
          description={t("teaserHint")}
          value={doc.teaser}
          onChange={(value) => set("teaser", value)}
          longest={400}
          lines={2}
          error={errorAt(errors, "teaser")}
          required
        />
        <WordingInput
          label={t("part.description")}
          description={t("descriptionHint")}
          value={doc.description}
          onChange={(value) => set("description", value)}
          longest={20_000}
          lines={8}
          error={errorAt(errors, "description")}
          required
        />
      </Stack>
    </Section>
  );
}

/** Questions founders ask, with their answers. */
export function FaqSection({ doc, set, errors }: CallSectionProps) {
  const t = useTranslations("calls.edit");
  return (
    <Section title={t("part.faq")} hint={t("faqHint")} id="faq">
      <ol className={classes.rows}>
        {doc.faq.map((each, at) => (
          <li key={at} className={classes.card}>
            <div className={classes.cardHead}>
              <strong>{t("question", { number: at + 1 })}</strong>
              <RowTools
                name={t("question", { number: at + 1 })}
                at={at}
                count={doc.faq.length}
                onMove={(to) => set("faq", moved(doc.faq, at, to))}
                onRemove={() => set("faq", doc.faq.toSpliced(at, 1))}
              />
            </div>
            <Stack gap="xs">
              <WordingInput
                label={t("questionText")}
                value={each.question}
                onChange={(question) => set("faq", replaced(doc.faq, at, { ...each, question }))}
                longest={300}
                error={errorAt(errors, `faq.${at}.question`)}
              />
              <WordingInput
                label={t("answerText")}
                value={each.answer}
                onChange={(answer) => set("faq", replaced(doc.faq, at, { ...each, answer }))}
                longest={3000}
                lines={2}
                error={errorAt(errors, `faq.${at}.answer`)}
              />
            </Stack>
          </li>
        ))}
      </ol>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => set("faq", [...doc.faq, { question: {}, answer: {} }])}
      >
        {t("addQuestion")}
      </Button>
    </Section>
  );
}
