import { Alert, Stack } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";

interface Asked {
  asked?: { demoLink: string | null };
}

/** Asks for an address that hears when a call opens; a mail proves it. */
export function NewsForm() {
  const t = useTranslations("calls.news");
  const fetcher = useFetcher<Asked>();
  const asked = fetcher.data?.asked;
  if (asked)
    return (
      <Alert icon={<IconMail size={18} />} role="status" title={t("mailed")}>
        {t("mailedText")}
        {asked.demoLink && (
          <p>
            <a href={asked.demoLink}>{t("demoLink")}</a>
          </p>
        )}
      </Alert>
    );
  return (
    <ActionForm fetcher={fetcher} action="/calls/news" label={t("title")}>
      <Stack gap="sm">
        <p>{t("text")}</p>
        <TextField name="email" type="email" label={t("email")} autoComplete="email" required />
        <div>
          <SubmitButton variant="default">{t("ask")}</SubmitButton>
        </div>
      </Stack>
    </ActionForm>
  );
}
