import { type RouteConfigEntry, route } from "@react-router/dev/routes";

/** Pages anybody may open. */
export const callRoutes: RouteConfigEntry[] = [
  route("calls", "contexts/applications/web/calls.tsx"),
  route("calls/:slug", "contexts/applications/web/call.tsx"),
  route("my-applications", "contexts/applications/web/my-applications.tsx"),
  route("my-applications/:applicationId", "contexts/applications/web/my-application.tsx"),
  route("my-applications/:applicationId/answers", "contexts/applications/web/answers.ts"),
];

/** Pages of the operators and their reviewers. */
export const applicationRoutes: RouteConfigEntry[] = [
  route("applications", "contexts/applications/web/application-list.tsx"),
  route("applications/:applicationId", "contexts/applications/web/application.tsx"),
];
