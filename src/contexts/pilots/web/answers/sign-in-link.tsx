import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

/** The way to the whole of it. */
export function SignInLink({ href }: { href: string }) {
  const t = useTranslations("pilotMail.page");
  return (
    <Text size="sm">
      <Anchor component={Link} to={`/sign-in?next=${encodeURIComponent(href)}`}>
        {t("signIn")}
      </Anchor>
    </Text>
  );
}
