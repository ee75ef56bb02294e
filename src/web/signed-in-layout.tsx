import { Outlet } from "react-router";

// Without a loader the middleware is skipped on client navigations.
export const loader = () => null;

export default function SignedInLayout() {
  return <Outlet />;
}
