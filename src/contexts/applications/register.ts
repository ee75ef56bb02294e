export { applicationEndpoints as endpoints } from "./api.ts";
export { defineApplicationJobs as defineJobs } from "./jobs.ts";

export const constraints = {
  call_slug_unique: "applications.errors.slugUsed",
  application_one_draft: "applications.errors.otherDraft",
};
