import { reasonsOf } from "../../review/decision.ts";

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [];
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** What the form of a decision says, as the schema reads it; reasons of an outcome that was not chosen in the end are left out. */
export function wantedOfForm(input: Record<string, unknown>): Record<string, unknown> {
  const outcome = textOf(input.outcome);
  const agrees = outcome === "agree";
  const fitting: readonly string[] = reasonsOf[outcome as keyof typeof reasonsOf] ?? [];
  const kind = textOf(input.recheckKind);
  const step = (name: string, ref: string, on: string) =>
    ref === "" && on === "" ? [] : [{ kind: name, ref: ref || null, on: on || null }];
  return {
    applicationIds: listOf(input.applicationIds),
    agrees,
    ...(agrees || outcome === "" ? {} : { outcome }),
    reasonCodes: listOf(input.reasonCodes).filter((code) => fitting.includes(code)),
    note: textOf(input.note),
    nextSteps: [
      ...step("call", textOf(input.stepCall), ""),
      ...step("expertHour", textOf(input.stepExpertHour), ""),
      ...step("event", textOf(input.stepEvent), ""),
      ...step("reapply", "", textOf(input.stepReapply)),
    ],
    recheck:
      outcome === "declined" && kind !== "" && kind !== "none"
        ? { kind, on: textOf(input.recheckOn) || null, detail: textOf(input.recheckDetail) || null }
        : null,
    correction: textOf(input.correction),
    sharesOnlyReview: input.sharesOnlyReview !== undefined,
  };
}

/** The rows of a preview that were left chosen, with the letters as they were edited. */
export function madeOfForm(input: Record<string, unknown>): Record<string, unknown> {
  const rows = (input.row ?? {}) as Record<string, string>;
  const letters = (input.letter ?? {}) as Record<string, string>;
  const chosen = (input.send ?? {}) as Record<string, string>;
  return {
    batchId: input.batchId,
    decisions: Object.entries(rows)
      .filter(([id]) => chosen[id] !== undefined)
      .map(([id, row]) => withLetter(row, letters[id] ?? "")),
  };
}

function withLetter(row: string, letter: string): unknown {
  try {
    const { decision, ...rest } = JSON.parse(row) as { decision: object };
    return { ...rest, decision: { ...decision, letter } };
  } catch {
    return null;
  }
}
