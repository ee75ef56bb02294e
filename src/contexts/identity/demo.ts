/** What each of the demo people comes to do; the catalogue says it in a sentence. */
export const demoPurposes = [
  "scout",
  "need_owner",
  "cloud_steward",
  "host_manager",
  "cloud_manager",
  "steering_member",
  "zone_reporter",
  "expert",
  "reviewer",
  "conflicted_reviewer",
  "founder",
  "applicant",
  "administrator",
] as const;
export type DemoPurpose = (typeof demoPurposes)[number];
