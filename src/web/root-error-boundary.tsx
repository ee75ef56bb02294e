import { useEffect } from "react";
import { useRouteError } from "react-router";
import classes from "./error-page.module.css";
import { ErrorPage } from "./error-page.tsx";

/** The last boundary: nothing of the page could be drawn. A tab from before a deploy asks for files that are gone; it reloads once. */
export function RootErrorBoundary() {
  const error = useRouteError();
  const isStale = isMissingChunk(error);
  useEffect(() => {
    if (isStale && mayReload()) window.location.reload();
  }, [isStale]);
  return (
    <main className={classes.alone} id="content">
      <ErrorPage error={error} />
    </main>
  );
}

const isMissingChunk = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script|error loading dynamically|Unable to preload/i.test(error.message);

/** Once a minute at most, so that a file that is really missing does not reload for ever. */
function mayReload(): boolean {
  const key = "jinqiao-reloaded-at";
  const last = Number(sessionStorage.getItem(key) ?? 0);
  if (Date.now() - last < 60_000) return false;
  sessionStorage.setItem(key, String(Date.now()));
  return true;
}
