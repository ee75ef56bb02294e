import { Button, Title } from "@mantine/core";
import { isRouteErrorResponse, Link, useLocation } from "react-router";
import { useTranslations } from "use-intl";
import { BridgeDrawing } from "#ui/bridge.tsx";
import { DocumentTitle } from "#ui/document-title.tsx";
import classes from "./error-page.module.css";
import type { PageError } from "./respond.ts";

/** Says in a sentence what went wrong and offers a way on. */
export function ErrorPage({ error }: { error: unknown }) {
  const t = useTranslations("ui.errorPage");
  const { pathname } = useLocation();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const told = isRouteErrorResponse(error) ? pageErrorOf(error.data) : null;
  const title = t(titleKeys[status as keyof typeof titleKeys] ?? "title");
  return (
    <div className={classes.page}>
      <DocumentTitle>{title}</DocumentTitle>
      <BridgeDrawing className={classes.drawing} />
      <p className={classes.status}>{status}</p>
      <Title order={1}>{title}</Title>
      <p className={classes.message}>{told?.message ?? (status === 404 ? t("notFound") : t("unexpected"))}</p>
      {told && status >= 500 && <p className={classes.reference}>{t("reference", { requestId: told.requestId })}</p>}
      <div className={classes.actions}>
        {status === 422 && (
          <Button component={Link} to={pathname}>
            {t("anew")}
          </Button>
        )}
        <Button component={Link} to="/" variant={status === 422 ? "default" : "filled"} reloadDocument={status >= 500}>
          {t("home")}
        </Button>
        {status >= 500 && (
          <Button variant="default" onClick={() => window.location.reload()}>
            {t("reload")}
          </Button>
        )}
      </div>
    </div>
  );
}

const titleKeys = { 422: "invalidTitle", 403: "forbiddenTitle", 404: "notFoundTitle", 503: "unavailableTitle" } as const;

const pageErrorOf = (data: unknown): PageError | null =>
  typeof data === "object" && data !== null && "message" in data && "requestId" in data ? (data as PageError) : null;
