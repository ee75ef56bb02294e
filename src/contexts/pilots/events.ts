/** Facts this context publishes; payloads hold ids and states only. */
export const pilotEvents = {
  proposed: "pilot.proposed",
  revised: "pilot.revised",
  offered: "pilot.offered",
  stateChanged: "pilot.state_changed",
  held: "pilot.held",
  extended: "pilot.extended",
  invoiceMoved: "pilot.invoice_moved",
  milestoneMoved: "pilot.milestone_moved",
  orderMoved: "pilot.order_moved",
  readinessChanged: "pilot.readiness_changed",
  measured: "pilot.measured",
  messageWritten: "pilot.message_written",
  pulseGiven: "pilot.pulse_given",
  checked: "pilot.checked",
  adoptionRecorded: "pilot.adoption_recorded",
  termMoved: "pilot.term_moved",
} as const;
