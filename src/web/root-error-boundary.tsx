import { Button, Container, Stack, Text, Title } from "@mantine/core";
import { isRouteErrorResponse, Link, useRouteError } from "react-router";
import { useTranslations } from "use-intl";

/** The page for what went wrong: says it in a sentence and offers a way on. */
export function RootErrorBoundary() {
  const error = useRouteError();
  const t = useTranslations("ui.errorPage");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const message = isRouteErrorResponse(error) && typeof error.data === "string" ? error.data : t("unexpected");
  return (
    <Container size="xs" py={80}>
      <Stack>
        <Text c="dimmed">{status}</Text>
        <Title order={1}>{status === 404 ? t("notFoundTitle") : t("title")}</Title>
        <Text>{message}</Text>
        <Button component={Link} to="/" w="fit-content">
          {t("home")}
        </Button>
      </Stack>
    </Container>
  );
}
