export { moveCall } from "./commands/move-call.ts";
export { openCall } from "./commands/open-call.ts";
export { draftForm, publishForm } from "./commands/revise-form.ts";
export type { WaitingApplication } from "./decision-views.ts";
export { canSeeApplications } from "./policy.ts";
export { listWaiting } from "./queries/waiting.ts";
export * as schema from "./schema.ts";
