export const organisationKinds = ["host", "cloud_partner", "zone", "startup", "investor"] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** The two organisations that run the base together. */
export const operatorKinds = ["host", "cloud_partner"] as const;
export const isOperatorKind = (kind: string | null): boolean => kind === "host" || kind === "cloud_partner";

/** Organisations without an administrator of their own: the operators' administrators invite their people. */
export const outsideKinds = ["zone", "investor"] as const;

export const roles = [
  "scout",
  "need_owner",
  "expert",
  "reviewer",
  "cloud_steward",
  "base_manager",
  "steering_member",
  "zone_reporter",
  "investor",
  "founder",
  "team_member",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

/** Which seats an organisation of each kind has. */
export const rolesOfKind: Record<OrganisationKind, readonly Role[]> = {
  host: ["scout", "need_owner", "expert", "reviewer", "base_manager", "steering_member", "administrator"],
  cloud_partner: ["cloud_steward", "expert", "reviewer", "base_manager", "steering_member", "administrator"],
  zone: ["zone_reporter"],
  startup: ["founder", "team_member"],
  investor: ["investor"],
};
