import { Progress } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import type { Form } from "../../form/form.ts";
import { readWording } from "../../wording.ts";
import { questionId } from "./question-id.ts";
import classes from "./writing.module.css";

interface MissingPanelProps {
  missing: Form;
  progress: { answered: number; required: number };
}

/** How far it is, and every question that is still open; each leads there. */
export function MissingPanel({ missing, progress: { answered, required } }: MissingPanelProps) {
  const t = useTranslations("writing.progress");
  const locale = useLocale() as Locale;
  const words = t("answered", { answered, required });
  return (
    <>
      <h2>{words}</h2>
      <Progress value={required === 0 ? 100 : (100 * answered) / required} aria-label={words} size="md" radius="xl" my="xs" />
      {missing.length === 0 ? (
        <p className={classes.complete}>
          <IconCircleCheck size={18} aria-hidden /> {t("complete")}
        </p>
      ) : (
        <nav aria-label={t("missing")}>
          <p>{t("missing")}</p>
          <ol className={classes.missing}>
            {missing.map((field) => (
              <li key={field.key}>
                <a href={`#${questionId(field)}`} onClick={() => setTimeout(() => focusQuestion(field.key))}>
                  {readWording(field.label, locale).text}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
    </>
  );
}

function focusQuestion(key: string): void {
  const question = document.querySelector(`[data-key="${key}"]`);
  question?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select, button")?.focus({ preventScroll: true });
}
