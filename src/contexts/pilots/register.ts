export { pilotEndpoints as endpoints } from "./api.ts";
export { definePilotJobs as defineJobs } from "./jobs.ts";

export const constraints = {
  adoption_reversed_once: "pilots.errors.reversedBefore",
  pilot_measurement_replaced_once: "pilots.errors.correctedBefore",
  agreement_open_once: "agreements.errors.openAlready",
  agreement_version_unique: "pilots.errors.changedMeanwhile",
  agreement_template_drafted_once: "agreements.errors.draftedAlready",
  agreement_template_version: "pilots.errors.changedMeanwhile",
  agreement_template_fixed: "agreements.errors.templatePublished",
  agreement_signature_once: "pilots.errors.signedBefore",
  agreement_fixed: "agreements.errors.signedIsFixed",
  startup_document_current: "readiness.errors.keptElsewhere",
  pilot_end_after_start: "pilots.missing.endBeforeStart",
  pilot_decision_after_end: "pilots.missing.decisionBeforeEnd",
  pilot_once_per_need: "pilots.errors.pilotedAlready",
  invoice_number_unique: "pilots.errors.invoiceNumberTaken",
};
