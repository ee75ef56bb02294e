import { expect, test } from "vitest";
import { groupDuplicates } from "./cluster.ts";
import type { ScoredPair, Verdict } from "./record.ts";

const pair = (left: string, right: string, score: number, verdict: Verdict): ScoredPair => ({
  left,
  right,
  score,
  verdict,
  reasons: [],
});
const among = (pairs: ScoredPair[]) => (left: string, right: string) =>
  pairs.find((known) => (known.left === left && known.right === right) || (known.left === right && known.right === left)) ??
  pair(left, right, 0.3, "different");

test("a chain through a suggestion does not join its ends", () => {
  const pairs = [pair("a", "b", 0.999, "surely_same"), pair("b", "c", 0.8, "suggested")];
  expect(groupDuplicates(pairs, among(pairs))).toEqual([{ ids: ["a", "b"], weakest: 0.999 }]);
});

test("sure links join what is merely unknown and never what is contradicted", () => {
  const sure = [pair("a", "b", 0.999, "surely_same"), pair("b", "c", 0.998, "surely_same")];
  expect(groupDuplicates(sure, among(sure))).toEqual([{ ids: ["a", "b", "c"], weakest: 0.998 }]);
  const contradicted = [...sure, pair("a", "c", 0.01, "different")];
  expect(groupDuplicates(contradicted, among(contradicted))).toEqual([{ ids: ["a", "b"], weakest: 0.999 }]);
});

test("suggestions that all agree become one group", () => {
  const pairs = [pair("a", "b", 0.9, "suggested"), pair("b", "c", 0.8, "suggested"), pair("a", "c", 0.7, "suggested")];
  expect(groupDuplicates(pairs, among(pairs))).toEqual([{ ids: ["a", "b", "c"], weakest: 0.8 }]);
});
