export { canOperate } from "./policy.ts";
export { countDeadJobs } from "./queries.ts";
