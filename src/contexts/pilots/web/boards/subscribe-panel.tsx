import { Button, CopyButton, TextInput } from "@mantine/core";
import { IconCalendarPlus, IconRefresh } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import classes from "./calendar.module.css";

/** The secret address by which a person's own calendar shows the same dates. */
export function SubscribePanel({ address }: { address: string | null }) {
  const t = useTranslations("pipeline.subscribe");
  return (
    <Section title={t("title")} hint={t("hint")} order={2} id="subscribe">
      {address && (
        <div className={classes.address}>
          <TextInput
            label={t("address")}
            description={t("secret")}
            value={address}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? "copied" : "copy")}
              </Button>
            )}
          </CopyButton>
          <Button component="a" href={address.replace(/^https?:/, "webcal:")} leftSection={<IconCalendarPlus size={16} />}>
            {t("open")}
          </Button>
        </div>
      )}
      <ActionForm intent="renewAddress">
        <SubmitButton
          variant={address ? "subtle" : "filled"}
          leftSection={address ? <IconRefresh size={16} /> : <IconCalendarPlus size={16} />}
        >
          {t(address ? "renew" : "make")}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}
