/** Facts this context publishes; payloads hold ids and states only, never a need's text. */
export const needEvents = {
  stated: "need.stated",
  revised: "need.revised",
  opened: "need.opened",
  stateChanged: "need.state_changed",
  shared: "need.shared",
} as const;
