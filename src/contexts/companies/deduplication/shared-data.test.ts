import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { measureBrands, measureFormerNames, measureSnapshots, type Outcome } from "../../../../bench/deduplication.ts";

const folder = join(process.env.SHARED_DATA ?? join(import.meta.dirname, "../../../../../shared/data"), "er");
const reason = existsSync(folder) ? "" : ` (skipped: no data at ${folder}, set SHARED_DATA)`;
const precision = ({ found, wrong }: Outcome) => found / (found + wrong);
const recall = ({ found, missed }: Outcome) => found / (found + missed);

describe.skipIf(reason !== "")(`on the development data${reason}`, () => {
  test("firms of two snapshots find each other and firms that share a name stay apart", () => {
    const { suggested, sure, namesakes } = measureSnapshots();
    expect(precision(suggested)).toBeGreaterThan(0.995);
    expect(recall(suggested)).toBeGreaterThan(0.98);
    expect(sure.wrong).toBe(0);
    expect(recall(sure)).toBeGreaterThan(0.97);
    expect(namesakes.pairs).toBeGreaterThan(100);
    expect(namesakes.merged).toBe(0);
    expect(namesakes.suggested / namesakes.pairs).toBeLessThan(0.04);
  });

  test("Chinese brands find their legal names", () => {
    const outcome = measureBrands(false);
    expect(precision(outcome)).toBeGreaterThan(0.97);
    expect(recall(outcome)).toBeGreaterThan(0.79);
  });

  test("former names on record lead to the firm", () => {
    const outcome = measureFormerNames(true);
    expect(precision(outcome)).toBeGreaterThan(0.93);
    expect(recall(outcome)).toBeGreaterThan(0.99);
  });
});
