/** What a submitted review form says, in the shape of a review. */
export function reviewOf(input: Record<string, unknown>) {
  const scores = Object.entries((input.scores ?? {}) as Record<string, unknown>).map(([key, score]) => [
    key,
    score === "" || score === "abstain" ? null : Number(score),
  ]);
  return {
    comment: String(input.comment ?? ""),
    feedback: String(input.feedback ?? ""),
    version: Number(input.version),
    scores: Object.fromEntries(scores),
    recommendation: input.recommendation || null,
    isHandedIn: input.handIn === "yes",
  };
}
