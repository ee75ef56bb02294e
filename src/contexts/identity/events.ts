/** Facts this context publishes; payloads carry ids only. */
export const identityEvents = {
  /** {seatId, personId, organisationId} */
  seatTaken: "identity.seat-taken",
  /** {seatId, personId, organisationId} */
  seatEnded: "identity.seat-ended",
  /** {personId}: name, language or address. */
  personChanged: "identity.person-changed",
  /** {}: both operators agreed on other settings of the base. */
  baseChanged: "identity.base-changed",
} as const;
