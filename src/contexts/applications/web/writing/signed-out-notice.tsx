import { Alert, Button, Group } from "@mantine/core";
import { IconLogin2 } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { noteClasses } from "./note-classes.ts";

/** The session is over: signing in happens in another window, and this page goes on by itself. */
export function SignedOutNotice({ applicationId }: { applicationId: string }) {
  const t = useTranslations("writing.signedOut");
  const next = encodeURIComponent(`/my-applications/${applicationId}`);
  return (
    <Alert classNames={noteClasses} color="orange" role="alert" icon={<IconLogin2 size={20} />} title={t("title")} mb="md">
      <p>{t("text")}</p>
      <Group>
        <Button component="a" href={`/sign-in?next=${next}`} target="_blank" rel="opener" size="xs">
          {t("signIn")}
        </Button>
      </Group>
    </Alert>
  );
}
