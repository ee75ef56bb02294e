import { orderedJson } from "#platform/ordered-json.ts";
import type { Answer, Answers } from "./answer.ts";

/** An answer, or all of them, as text that is the same for the same answer. */
export const answerText = (value: Answer | Answers | undefined): string => orderedJson(value ?? null);

/** A short mark of an answer: tells whether somebody changed it, without carrying it along. */
export function answerMark(value: Answer | undefined): string {
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  for (const letter of answerText(value)) {
    const code = letter.codePointAt(0)!;
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  return `${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`;
}

/** Nothing was answered, in any of its forms. */
export const isBlank = (value: Answer | undefined): boolean =>
  value === undefined || value === null || value === "" || value === false || (Array.isArray(value) && value.length === 0);
