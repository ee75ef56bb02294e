import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "#platform/parse.ts";
import { faultsOfRubric, isOnScale, rubric, type Scores, scoreOfReview, standingOf, unscored } from "./rubric.ts";

const anchors = (count: number) => Array.from({ length: count }, (_, at) => ({ en: `Score ${at + 1}` }));
const criteria = parse(rubric, [
  { key: "fit", label: { en: "Fit to the need" }, weight: 3, anchors: anchors(5) },
  { key: "team", label: { en: "Team" }, weight: 1, anchors: anchors(5), mayAbstain: true },
]);

test("a review is the weighted mean of its criteria, and what was left open does not count", () => {
  expect(scoreOfReview(criteria, { fit: 5, team: 1 })).toBe(75);
  expect(scoreOfReview(criteria, { fit: 3, team: null })).toBe(50);
  expect(scoreOfReview(criteria, {})).toBeNull();
  expect(unscored(criteria, { team: null }).map(({ key }) => key)).toEqual(["fit"]);
  expect(unscored(criteria, { fit: null, team: 2 }).map(({ key }) => key)).toEqual(["fit"]);
  expect([
    isOnScale(criteria[0]!, 5),
    isOnScale(criteria[0]!, 6),
    isOnScale(criteria[0]!, 0),
    isOnScale(criteria[0]!, 2.5),
  ]).toEqual([true, false, false, false]);
});

test("a score lies between 0 and 100, and a better score on one criterion never lowers it", () => {
  const score = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(score, score, score, (fit, team, better) => {
      const whole = scoreOfReview(criteria, { fit, team } satisfies Scores)!;
      expect(whole).toBeGreaterThanOrEqual(0);
      expect(whole).toBeLessThanOrEqual(100);
      if (better >= fit) expect(scoreOfReview(criteria, { fit: better, team })!).toBeGreaterThanOrEqual(whole);
    }),
  );
});

test("reviews of one application have a mean and a spread", () => {
  expect(standingOf([])).toBeNull();
  expect(standingOf([40])).toEqual({ mean: 40, spread: null, reviews: 1 });
  expect(standingOf([20, 40, 60])).toEqual({ mean: 40, spread: 20, reviews: 3 });
});

test("a rubric without criteria, with one without a name or with two of one key has faults", () => {
  expect(faultsOfRubric([])).toEqual([{ key: null, fault: "empty" }]);
  expect(faultsOfRubric([criteria[0]!, { ...criteria[0]!, label: {} }])).toEqual([
    { key: "fit", fault: "noLabel" },
    { key: "fit", fault: "doubleKey" },
  ]);
  expect(faultsOfRubric(criteria)).toEqual([]);
});
