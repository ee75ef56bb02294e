export { changeNeedState, changeNeedStateIn, stateNeed } from "./commands.ts";
export { needEvents } from "./events.ts";
export { type CloseReason, closeReasons, type NeedState, needStates } from "./need.ts";
export { canReadNeed, canReviseNeed, canSeeNeeds, visibleNeeds } from "./policy.ts";
export { findSimilarNeeds, getNeed, listOpenNeeds, needForMatching, needViewIn, otherNeedTexts } from "./queries.ts";
export type { Requirement } from "./requirement.ts";
export type { RequirementKind } from "./requirement-value.ts";
export type { NeedForMatching, NeedInput, NeedRow, NeedView, StateMove } from "./schema.ts";
export { listWaiting, type WaitingNeed } from "./waiting.ts";
