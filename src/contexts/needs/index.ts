export { changeNeedState, changeNeedStateIn, stateNeed } from "./commands.ts";
export { needEvents } from "./events.ts";
export { listNeeds } from "./list-needs.ts";
export type { CloseReason, NeedState } from "./need.ts";
export { canMoveNeed, canReadNeed, canReviseNeed, canSeeNeeds, readsEveryNeed, visibleNeeds } from "./policy.ts";
export {
  getNeed,
  listNeedBriefs,
  listOpenNeeds,
  needForMatching,
  needsForMatching,
  needsToEmbed,
  otherNeedTexts,
} from "./queries.ts";
export type { Requirement } from "./requirement.ts";
export type { RequirementKind } from "./requirement-value.ts";
export type { NeedForMatching, NeedInput, NeedRow, NeedView, SimilarNeed, StateMove } from "./schema.ts";
export { needQuery, similarNeed, similarQuery } from "./schema.ts";
export { listWaiting, type WaitingNeed } from "./waiting.ts";
