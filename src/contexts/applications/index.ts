export { moveCall } from "./commands/move-call.ts";
export { openCall } from "./commands/open-call.ts";
export { draftForm, publishForm } from "./commands/revise-form.ts";
export { canSeeApplications } from "./policy.ts";
export * as schema from "./schema.ts";
