import { layout, type RouteConfigEntry, route } from "@react-router/dev/routes";

/** Pages anybody may open. */
export const callRoutes: RouteConfigEntry[] = [
  route("calls", "contexts/applications/web/calls.tsx"),
  route("calls/news", "contexts/applications/web/call-news.tsx"),
  route("calls/news/:key", "contexts/applications/web/call-news-link.tsx"),
  route("calls/:slug", "contexts/applications/web/call.tsx"),
  route("calls/:slug/image", "contexts/applications/web/call-image.ts"),
  route("my-applications", "contexts/applications/web/my-applications.tsx"),
  route("my-applications/:applicationId", "contexts/applications/web/my-application.tsx"),
  route("applications/authors/:secret", "contexts/applications/web/author-invitation.tsx"),
  route("application-files/:fileId", "contexts/applications/web/file.ts"),
  route("my-account/deletion", "contexts/applications/web/delete-account.ts"),
];

/** Pages of the operators and their reviewers. */
export const applicationRoutes: RouteConfigEntry[] = [
  route("calls/new", "contexts/applications/web/manage/new-call.tsx"),
  layout("contexts/applications/web/manage/layout.tsx", [
    route("calls/:slug/edit", "contexts/applications/web/manage/edit-call.tsx"),
    route("calls/:slug/form", "contexts/applications/web/manage/form-builder.tsx"),
    route("calls/:slug/phases", "contexts/applications/web/manage/phases.tsx"),
    route("calls/:slug/assignment", "contexts/applications/web/assignment.tsx"),
    route("calls/:slug/progress", "contexts/applications/web/progress.tsx"),
    route("calls/:slug/decisions", "contexts/applications/web/decisions/decisions.tsx"),
    route("calls/:slug/letters", "contexts/applications/web/decisions/letters.tsx"),
  ]),
  route("calls/:slug/response-times", "contexts/applications/web/decisions/response-times.tsx"),
  route("firm", "contexts/applications/web/firm.tsx"),
  route("applications", "contexts/applications/web/application-list.tsx"),
  route("applications/:applicationId", "contexts/applications/web/application.tsx"),
  route("reviews", "contexts/applications/web/reviews.tsx"),
  route("reviews/expertise", "contexts/applications/web/expertise.tsx"),
  route("reviews/:reviewId", "contexts/applications/web/review.tsx"),
];
