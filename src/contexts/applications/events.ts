/** Facts this context publishes; payloads hold ids and states only. */
export const applicationEvents = {
  callPublished: "call.published",
  callClosed: "call.closed",
  formPublished: "call.form_published",
  submitted: "application.submitted",
  stateChanged: "application.state_changed",
  decided: "application.decided",
} as const;
