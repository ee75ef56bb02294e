import { type RouteConfigEntry, route } from "@react-router/dev/routes";

const directory = "contexts/matching/web";

export const matchingRoutes: RouteConfigEntry[] = [
  route("needs/similar", `${directory}/similar-needs.ts`),
  route("needs/:needId/shortlist/report", `${directory}/report.tsx`),
  route("needs/:needId/shortlist/report.pdf", `${directory}/report-pdf.ts`),
  route("needs/:needId/shortlist/export", `${directory}/shortlist-export.ts`),
];

/** Tabs inside a need; paths are below /needs/:needId. */
export const needTabRoutes: RouteConfigEntry[] = [
  route("matches", `${directory}/matches.tsx`),
  route("shortlist", `${directory}/shortlist.tsx`),
  route("shortlist/comparison", `${directory}/comparison.tsx`),
];

/** Tabs inside a company; paths are below /companies/:companyId. */
export const companyTabRoutes: RouteConfigEntry[] = [route("needs", `${directory}/company-needs.tsx`)];
