import { Alert, Button } from "@mantine/core";
import { IconRefreshAlert } from "@tabler/icons-react";
import { Form } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import type { OwnApplicationView } from "../../own-views.ts";
import { readWording } from "../../wording.ts";
import { noteClasses } from "./note-classes.ts";
import { questionId } from "./question-id.ts";

/** What is asked otherwise since the writers last looked; answers stay with their questions. */
export function FormChanges({ changes }: { changes: OwnApplicationView["formChanges"] }) {
  const t = useTranslations("writing.formChanges");
  const locale = useLocale() as Locale;
  if (changes.length === 0) return null;
  return (
    <Alert classNames={noteClasses} color="blue" role="status" icon={<IconRefreshAlert size={20} />} title={t("title")} mb="md">
      <p>{t("text")}</p>
      <ul>
        {changes.map(({ key, label, kind }) => (
          <li key={key}>
            {t(`kind.${kind}`)}:{" "}
            {kind === "removed" ? (
              readWording(label, locale).text
            ) : (
              <a href={`#${questionId({ key })}`}>{readWording(label, locale).text}</a>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" preventScrollReset>
        <Button type="submit" name="intent" value="seen" size="xs" variant="default">
          {t("seen")}
        </Button>
      </Form>
    </Alert>
  );
}
