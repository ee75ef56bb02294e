export { pilotEvents } from "./events.ts";
export type { MoneyTask } from "./money-views.ts";
export { canSeeMoney, canSeePilots } from "./policy.ts";
export { listMoneyWaiting } from "./queries/money-waiting.ts";
export { listWaitingPilots, type WaitingPilot } from "./queries/waiting.ts";
