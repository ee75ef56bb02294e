/** Facts this context publishes; payloads hold ids and states only. */
export const matchingEvents = {
  feedbackGiven: "match.feedback_given",
  entryAdded: "shortlist.entry_added",
  entryMoved: "shortlist.entry_moved",
  entryRemoved: "shortlist.entry_removed",
} as const;
