export { changeNeedState, changeNeedStateIn, confirmNeed, openNeed } from "./commands/change-need-state.ts";
export { duplicateNeed } from "./commands/duplicate-need.ts";
export { addRequirement, removeRequirement } from "./commands/requirements.ts";
export { reviseNeed } from "./commands/revise-need.ts";
export { shareNeed } from "./commands/share-need.ts";
export { keepDraft, stateNeed } from "./commands/state-need.ts";
