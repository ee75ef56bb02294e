import { Outlet, useRouteError } from "react-router";
import { ErrorPage } from "./error-page.tsx";

// A layout of its own, so that an error page stands inside the shell instead of replacing it.
export default function PageBoundary() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />;
}
