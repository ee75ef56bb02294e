import { expect, test } from "vitest";
import { affinityOf } from "./affinity.ts";
import { MatchingEngine } from "./engine.ts";
import { smallThesaurus } from "./testing.ts";

const whole = MatchingEngine.buildIndex([], { thesaurus: smallThesaurus });
const columns = [
  { id: "x", title: "Battery expert", text: "State of health of traction batteries", lang: "en" },
  { id: "y", title: "Lidar engineer", text: "Laser radar for shuttles", lang: "en" },
];

test("each row asks every column, in whatever language, and says why where asked", () => {
  const rows = [
    { id: "1", text: "Batteriediagnose für Busse", lang: "de" },
    { id: "2", text: "激光雷达传感器", lang: "zh" },
    { id: "3", text: "Payroll", lang: "en" },
  ];
  const { fits, explained } = affinityOf(
    rows,
    columns,
    [
      { row: 0, column: 0 },
      { row: 2, column: 1 },
      { row: 9, column: 0 },
    ],
    whole,
  );
  expect([...fits].map((fit) => fit > 0)).toEqual([true, false, false, true, false, false]);
  expect(Math.max(...fits)).toBeLessThanOrEqual(1);
  expect(explained[0]!.explanation.contributions.map(({ concept }) => concept)).toContain("battery-diagnostics");
  expect(explained.slice(1)).toEqual([null, null]);
});

test("where the columns say little of what a row asks, none fits well", () => {
  const [exact, vague] = [
    "lidar engineer for shuttles",
    "lidar besides payroll taxation wallpaper forestry marzipan bookkeeping carpets",
  ].map((text) => affinityOf([{ id: "1", text, lang: "en" }], columns, [], whole).fits[1]!);
  expect(exact).toBeGreaterThan(0.6);
  expect(vague).toBeLessThan(exact! / 2);
});

test("nothing to compare is an empty matrix", () => {
  expect(affinityOf([], columns, [], whole).fits.length).toBe(0);
  expect(affinityOf([{ id: "1", text: "lidar" }], [], [], whole).fits.length).toBe(0);
  expect([...affinityOf([{ id: "1", text: "" }], columns, [], whole).fits]).toEqual([0, 0]);
});
