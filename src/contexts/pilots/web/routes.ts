import { index, type RouteConfigEntry, route } from "@react-router/dev/routes";

const directory = "contexts/pilots/web";

/** Where the links of mails lead; nobody signs in there. */
export const pilotPublicRoutes: RouteConfigEntry[] = [
  route("answer/:secret", `${directory}/answer.tsx`),
  route("pilot-calendar/:key", `${directory}/boards/feed.ts`),
  route("weekly-mail/:key", `${directory}/weekly-mail.tsx`),
];

/** Pages of both sides of a pilot; what each reads there is its own. */
export const pilotRoutes: RouteConfigEntry[] = [
  route("pilots", `${directory}/pilots.tsx`),
  route("pilots/export", `${directory}/boards/export.ts`),
  route("pilots/clocks", `${directory}/boards/clocks.tsx`),
  route("pilots/calendar", `${directory}/boards/calendar.tsx`),
  route("pilots/:pilotId/calendar.ics", `${directory}/boards/calendar-file.ts`),
  route("pilots/readiness-plan", `${directory}/readiness/unit-plan.tsx`),
  route("documents", `${directory}/readiness/documents.tsx`),
  route("documents/:documentId/file", `${directory}/readiness/document-file.ts`),
  route("pilots/new", `${directory}/new.tsx`),
  route("pilots/templates", `${directory}/agreements/templates.tsx`),
  route("pilots/templates/:templateId", `${directory}/agreements/template.tsx`),
  route("pilots/verify", `${directory}/agreements/verify.tsx`),
  route("pilots/:pilotId/agreements/new", `${directory}/agreements/new-agreement.tsx`),
  route("pilots/:pilotId/agreements/:agreementId", `${directory}/agreements/agreement.tsx`),
  route("pilots/:pilotId/agreements/:agreementId/edit", `${directory}/agreements/edit-agreement.tsx`),
  route("pilots/:pilotId/agreements/:agreementId/document", `${directory}/agreements/document-file.ts`),
  route("pilots/:pilotId/agreements/:agreementId/evidence", `${directory}/agreements/evidence-file.ts`),
  route("pilots/:pilotId/edit", `${directory}/edit.tsx`),
  route("orders", `${directory}/money/tasks.tsx`),
  route("orders/export", `${directory}/money/export.ts`),
  route("pilots/:pilotId/orders/new", `${directory}/money/new-order.tsx`),
  route("pilots/:pilotId/orders/:orderId/edit", `${directory}/money/edit-order.tsx`),
  route("pilots/:pilotId/orders/files/:fileId", `${directory}/money/money-file.ts`),
  route("pilots/adoptions", `${directory}/closing/adoptions.tsx`),
  route("pilots/adoptions/export", `${directory}/closing/adoptions-export.ts`),
  route("pilots/:pilotId/closing-report.pdf", `${directory}/closing/closing-report.ts`),
  route("pilots/:pilotId/files/:fileId", `${directory}/running/file.ts`),
  route("pilots/:pilotId", `${directory}/pilot.tsx`, [
    index(`${directory}/overview.tsx`),
    route("readiness", `${directory}/readiness/readiness.tsx`),
    route("agreements", `${directory}/agreements/agreements.tsx`),
    route("orders", `${directory}/money/orders.tsx`),
    route("terms", `${directory}/money/terms.tsx`),
    route("running", `${directory}/running/running.tsx`),
    route("result", `${directory}/closing/result.tsx`),
    route("history", `${directory}/history.tsx`),
    route("shared", `${directory}/shared.tsx`),
  ]),
];

/** Tabs inside a need and inside a company; paths are below theirs. */
export const needPilotRoutes: RouteConfigEntry[] = [route("pilots", `${directory}/need-pilots.tsx`)];
export const companyPilotRoutes: RouteConfigEntry[] = [
  route("pilots", `${directory}/company-pilots.tsx`),
  route("documents", `${directory}/readiness/company-documents.tsx`),
];
