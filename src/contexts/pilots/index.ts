export { addresseeLocale } from "./answers/addressee-locale.ts";
export { pilotEvents } from "./events.ts";
export type { MoneyTask } from "./money-views.ts";
export { canKeepDocuments, canSeeMoney, canSeePilots } from "./policy.ts";
export { listAgreementsWaiting } from "./queries/agreements-waiting.ts";
export { listMoneyWaiting } from "./queries/money-waiting.ts";
export { listReadinessWaiting } from "./queries/readiness-waiting.ts";
export { listWaitingPilots } from "./queries/waiting.ts";
