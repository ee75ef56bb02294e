import { timingSafeEqual } from "node:crypto";

/** Whether a secret somebody gave is the expected one; how long the answer takes tells nothing of where they differ. */
export function isSameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
