import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expertProblems, generalisedProblems, solved } from "../../../../bench/assignment.ts";

const folder = join(process.env.SHARED_DATA ?? join(import.meta.dirname, "../../../../../shared/data"), "assignment");
const reason = existsSync(folder) ? "" : ` (skipped: no data at ${folder}, set SHARED_DATA)`;
/** Reviews of each application and limit of each reviewer: the two quickest of each matrix. */
const quickest = [", 2, 16", ", 3, 30"];

describe.skipIf(reason !== "")(`on the development data${reason}`, () => {
  test("totals over real papers and reviewers equal the proven optima", async () => {
    const problems = expertProblems().filter(({ name }) => quickest.some((setting) => name.endsWith(setting)));
    expect(problems).toHaveLength(4);
    for (const { problem, optimum } of problems) {
      const { total, totalBound } = await solved(problem, false);
      expect(Math.abs(total - optimum)).toBeLessThan(1e-3);
      expect(Math.abs(totalBound - optimum)).toBeLessThan(1e-3);
    }
  });

  test("totals of reviews of unequal work equal the known optima", async () => {
    const problems = generalisedProblems();
    expect(problems).toHaveLength(5);
    for (const { problem, optimum } of problems) expect((await solved(problem, false)).total).toBeCloseTo(optimum, 3);
  });

  test("the worst-served paper ends within a step of the proven floor", async () => {
    const { problem } = expertProblems().find(({ name }) => name.endsWith(quickest[1]!))!;
    const { worstShare, floorBound } = await solved(problem, true);
    expect(worstShare).toBeGreaterThan(0.96);
    expect(floorBound - worstShare).toBeLessThanOrEqual(0.005);
  });
});
