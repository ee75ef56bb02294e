/** Facts this context publishes; payloads carry ids only. */
export const identityEvents = {
  /** {seatId, personId, organisationId} */
  seatTaken: "identity.seat-taken",
  /** {seatId, personId, organisationId} */
  seatEnded: "identity.seat-ended",
} as const;
