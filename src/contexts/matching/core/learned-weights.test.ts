import { expect, test } from "vitest";
import { type JudgedCompany, learnedFactor, learnWeights, noLearnedWeights } from "./learned-weights.ts";

let next = 0;
const judged = (needId: string, isWanted: boolean, facts: Partial<JudgedCompany> = {}): JudgedCompany => ({
  needId,
  companyId: `c${next++}`,
  isWanted,
  blamed: null,
  concepts: new Set(),
  asked: new Set(),
  fit: 0.3,
  ideas: [],
  ...facts,
});
const times = (count: number, make: (at: number) => JudgedCompany) => Array.from({ length: count }, (_, at) => make(at));
const about = (...concepts: string[]) => ({ concepts: new Set(concepts) });

test("without judgements everything counts as it is", () => {
  expect(learnWeights([])).toEqual(noLearnedWeights);
});

test("three companies of two needs refused for a reason that names a concept make it count less, two or those of one need do not; wanted ones speak for it", () => {
  const refused = (count: number, needs = 2) =>
    times(count, (at) => judged(`n${at % needs}`, false, { ...about("consulting"), blamed: "consulting" }));
  expect(learnWeights(refused(30, 1)).concepts).toEqual([]);
  expect(learnWeights(refused(2)).concepts).toEqual([]);
  expect(learnWeights(refused(3)).concepts).toEqual([
    { concept: "consulting", factor: expect.closeTo(0.79), wanted: 0, refused: 3 },
  ]);
  expect(learnWeights(refused(30)).concepts[0]!.factor).toBe(0.7);
  expect(learnWeights([...refused(3), ...times(3, () => judged("n2", true, about("consulting")))]).concepts).toEqual([]);
});

test("without a reason that names it, only the contrast of wanted and refused companies of several needs teaches", () => {
  const refused = times(8, (at) => judged(`n${at % 4}`, false, about("simulation")));
  expect(learnWeights(refused).concepts).toEqual([]);
  const wanted = times(8, (at) => judged(`n${at % 4}`, true, about("lidar")));
  const { concepts } = learnWeights([...refused, ...wanted]);
  expect(concepts.map(({ concept, factor }) => [concept, factor < 1])).toEqual([
    ["lidar", false],
    ["simulation", true],
  ]);
  for (const { factor } of concepts) expect(Math.abs(Math.log(factor))).toBeLessThan(Math.log(1.4));
  const ofOneNeed = [...refused, ...wanted].map((each) => ({ ...each, needId: "n0" }));
  expect(learnWeights(ofOneNeed).concepts).toEqual([]);
  const asked = [...refused, ...wanted].map((each) => ({ ...each, asked: new Set(["lidar", "simulation"]) }));
  expect(learnWeights(asked).concepts).toEqual([]);
});

test("a place where wanted companies met their needs more often than refused ones counts more, within bounds and the more the more was judged", () => {
  const inPlace = (place: string) => ({ ideas: [{ via: "word", share: 1, places: [place] }] });
  const pairs = (count: number) =>
    times(2 * count, (at) => judged(`n${at >> 1}`, at % 2 === 0, inPlace(at % 2 === 0 ? "description" : "oneLiner")));
  const [few, many] = [learnWeights(pairs(5)), learnWeights(pairs(150))];
  expect(few.places.description).toBeGreaterThan(1);
  expect(few.places.description).toBeLessThan(1.25);
  expect(many.places.description).toBeGreaterThan(few.places.description);
  expect(many.places.description).toBeLessThanOrEqual(1.4);
  expect(many.places.oneLiner).toBeLessThan(1);
  expect(many.places.tags).toBe(1);
  expect(many.kinds.word).toBe(1);
  expect(learnedFactor(few, [], inPlace("description").ideas)).toBeCloseTo(Math.min(1.1, few.places.description));
  expect(learnedFactor(many, [], [{ via: "example", share: 1, places: ["description"] }])).toBe(1);
});

test("what the ranking shows first is refused most: that alone teaches nothing about places", () => {
  const ideas = [{ via: "word", share: 1, places: ["description"] }];
  const { places } = learnWeights(
    times(80, (at) => judged(`n${at >> 1}`, at % 2 === 0, { fit: at % 2 === 0 ? 0.2 : 0.4, ideas })),
  );
  expect(places.description).toBeCloseTo(1, 1);
});

test("a lesson moves a text a little, and all lessons together by at most a tenth of it", () => {
  const factorOf = (...factors: number[]) =>
    learnedFactor(
      noLearnedWeights,
      factors.map((factor) => ({ factor })),
      [],
    );
  expect(factorOf()).toBe(1);
  expect(factorOf(0.7)).toBeCloseTo(0.94);
  expect(factorOf(1.4)).toBeCloseTo(1.08);
  expect(factorOf(0.7, 1.4)).toBeCloseTo(1.02);
  expect(factorOf(0.7, 0.7, 0.7, 0.7)).toBeCloseTo(0.9);
  expect(factorOf(1.4, 1.4, 1.4)).toBeCloseTo(1.1);
  const places = { ...noLearnedWeights.places, description: 0.7 };
  const ideas = [{ via: "word", share: 1, places: ["description"] }];
  expect(learnedFactor({ ...noLearnedWeights, places }, [{ factor: 0.7 }], ideas)).toBeCloseTo(0.9);
});
