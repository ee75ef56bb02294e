export { pilotEndpoints as endpoints } from "./api.ts";
export { definePilotJobs as defineJobs } from "./jobs.ts";

export const constraints = {
  pilot_once_per_need: "pilots.errors.pilotedAlready",
  invoice_number_unique: "pilots.errors.invoiceNumberTaken",
};
