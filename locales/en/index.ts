import agreements from "./agreements.json" with { type: "json" };
import applications from "./applications.json" with { type: "json" };
import calls from "./calls.json" with { type: "json" };
import companies from "./companies.json" with { type: "json" };
import companiesImport from "./companies-import.json" with { type: "json" };
import decisions from "./decisions.json" with { type: "json" };
import errors from "./errors.json" with { type: "json" };
import evaluation from "./evaluation.json" with { type: "json" };
import identity from "./identity.json" with { type: "json" };
import matching from "./matching.json" with { type: "json" };
import needs from "./needs.json" with { type: "json" };
import operations from "./operations.json" with { type: "json" };
import orders from "./orders.json" with { type: "json" };
import pilotMail from "./pilot-mail.json" with { type: "json" };
import pilots from "./pilots.json" with { type: "json" };
import pipeline from "./pipeline.json" with { type: "json" };
import readiness from "./readiness.json" with { type: "json" };
import reviews from "./reviews.json" with { type: "json" };
import shell from "./shell.json" with { type: "json" };
import taxonomy from "./taxonomy.json" with { type: "json" };
import ui from "./ui.json" with { type: "json" };
import writing from "./writing.json" with { type: "json" };

/** The whole catalogue of one language; each context owns the file of its name. */
export default {
  agreements,
  applications,
  calls,
  companies,
  companiesImport,
  decisions,
  errors,
  evaluation,
  identity,
  matching,
  needs,
  operations,
  orders,
  pilotMail,
  pilots,
  pipeline,
  readiness,
  reviews,
  shell,
  taxonomy,
  ui,
  writing,
};
