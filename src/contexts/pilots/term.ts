/** What a term of the register is about. */
export const termKinds = ["backgroundIp", "foregroundIp", "data", "publication"] as const;
export type TermKind = (typeof termKinds)[number];

/** Whom it belongs to. */
export const termOwners = ["host", "startup", "both", "thirdParty"] as const;
export type TermOwner = (typeof termOwners)[number];
