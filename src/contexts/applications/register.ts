export { applicationEndpoints as endpoints } from "./api.ts";
export { defineApplicationJobs as defineJobs } from "./jobs.ts";
