import fc from "fast-check";
import { expect, test } from "vitest";
import { averagesOf, SegmentBuilder } from "./builder.ts";
import { type Document, documentRows, FIELDS, type Field, type TermRow } from "./document.ts";
import type { Filters } from "./filters.ts";
import { IndexView } from "./index-view.ts";
import { mergeSegments } from "./merge.ts";
import { type IndexPart, smallParts, withMerged, withoutIds, withSegment } from "./parts.ts";
import { planQuery } from "./plan.ts";
import { buildQuery, defaultTuning, type Query, type QueryGroup } from "./query.ts";
import { defaultScoring, inverseDocumentFrequency, quantiseImpact, weightedFrequency } from "./scoring.ts";
import { searchIndex } from "./search.ts";
import type { Measure } from "./segment.ts";
import { companyDocument, smallAnalysis } from "./testing.ts";

const signature = "test";
const scoring = defaultScoring;

/** An index of its own, without threads: parts are joined when a test says so. */
class TestIndex {
  readonly measure: Measure;
  parts: IndexPart[] = [];

  constructor(documents: Document[], averageLengths?: readonly number[], fields: readonly Field[] = FIELDS) {
    const builder = new SegmentBuilder(smallAnalysis, fields);
    for (const document of documents) builder.add(document);
    this.measure = { signature, scoring, fields, averageLengths: averageLengths ?? averagesOf(builder.lengths()) };
    this.parts = withSegment(this.parts, builder.seal(this.measure));
  }

  get view(): IndexView {
    return new IndexView(this.parts, this.measure);
  }

  update(document: Document): void {
    const builder = new SegmentBuilder(smallAnalysis, this.measure.fields);
    builder.add(document);
    this.parts = withSegment(this.parts, builder.seal(this.measure));
  }

  remove(id: string): boolean {
    const isKnown = this.view.find(id) !== undefined;
    this.parts = withoutIds(this.parts, [id]);
    return isKnown;
  }

  /** Joins parts as a thread does: what happens while it runs holds in the result. */
  join(sources: readonly IndexPart[], meanwhile?: () => void): void {
    const merged = mergeSegments(sources, signature);
    meanwhile?.();
    this.parts = withMerged(this.parts, sources, merged);
  }

  /** As the living index does after each change. */
  joinSmall(): void {
    this.join(smallParts(this.parts));
  }
}

const build = (documents: Document[], averageLengths?: readonly number[], fields?: readonly Field[]): TestIndex =>
  new TestIndex(documents, averageLengths, fields);

/** BM25F over all documents in floating point, straight from the definition: the yardstick of everything faster. */
function scoreAll(
  query: Query,
  documents: Document[],
  averages: readonly number[],
  impact = (tf: number) => tf / (scoring.k1 + tf),
) {
  const rows = documents.map((document) => Map.groupBy(documentRows(document, smallAnalysis), (row: TermRow) => row.term));
  const frequency = (term: string) => rows.filter((terms) => terms.has(term)).length;
  const idf = (count: number) => inverseDocumentFrequency(documents.length, count);
  const united = (group: QueryGroup, forms: boolean) => {
    const members = group.members.filter(({ term, via }) => frequency(term) > 0 && (!forms || via === "word"));
    const sum = members.reduce((total, { factor, term }) => total + Math.min(1, factor) * frequency(term), 0);
    return idf(Math.max(1, Math.min(documents.length, sum)));
  };
  const weigh = (terms: Map<string, TermRow[]>, term: string) =>
    FIELDS.reduce((sum, name, field) => {
      const own = (terms.get(term) ?? []).filter((row) => row.field === field);
      return (
        sum +
        Math.max(0, ...own.map((row) => weightedFrequency(row.frequency, row.length, averages[field]!, scoring.fields[name])))
      );
    }, 0);
  return documents.map((document, index) => {
    const score = query.groups.reduce((sum, group) => {
      const values = group.members.map(({ term, factor, via }) => {
        const tf = weigh(rows[index]!, term);
        const rarity = group.sharedIdf ? united(group, via === "word") : idf(frequency(term));
        return tf === 0 ? 0 : group.weight * factor * rarity * impact(tf);
      });
      return sum + values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    }, 0);
    return { id: document.id, score };
  });
}

const vocabulary = [
  "battery",
  "batteries",
  "diagnostics",
  "lidar",
  "Batteriediagnose",
  "Speicher",
  "电池诊断",
  "电池",
  "激光雷达",
  "лидар",
  "батарея",
  "800",
  "V",
  "the",
  "fleet",
  "software",
  "IoT",
  "state of health",
  "start-up",
];
const text = fc.array(fc.constantFrom(...vocabulary), { maxLength: 8 }).map((words) => words.join(" "));
const document: fc.Arbitrary<Document> = fc.record({
  id: fc.integer({ min: 0, max: 60 }).map((number) => `c${number}`),
  lang: fc.constantFrom("en", "de", "zh", "ru"),
  name: text,
  oneLiner: text,
  description: text,
  tags: fc.array(text, { maxLength: 2 }),
  otherTexts: fc.array(fc.record({ lang: fc.constantFrom("en", "de"), oneLiner: text, description: text }), { maxLength: 1 }),
  facets: fc.record({ country: fc.constantFrom(["CN"], ["DE", "CN"], []), founded: fc.integer({ min: 2000, max: 2005 }) }),
});
const documents = fc.uniqueArray(document, { selector: ({ id }) => id, maxLength: 25 });
const queryText = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));

function queryOf(words: string): Query {
  return buildQuery(words, { analysis: smallAnalysis, dictionaries: [], tuning: defaultTuning });
}

function rankAll({ view }: TestIndex, query: Query, filters?: Filters): { id: string; score: number }[] {
  return searchIndex(planQuery(query, view), view, { filters, top: 1000 }).hits;
}

test("scores equal the definition of BM25F up to the rounding of impacts", () => {
  fc.assert(
    fc.property(documents, queryText, (list, words) => {
      const index = build(list);
      const query = queryOf(words);
      const expected = scoreAll(query, list, index.measure.averageLengths);
      const found = new Map(rankAll(index, query).map(({ id, score }) => [id, score]));
      const weights = query.groups.reduce((sum, { weight }) => sum + weight, 0) * Math.log(2 + 2 * list.length);
      for (const { id, score } of expected)
        expect(Math.abs((found.get(id) ?? 0) - score)).toBeLessThanOrEqual((weights * 1.01) / 255 + 1e-9);
    }),
    { numRuns: 150 },
  );
});

test("the page is exactly the best documents by quantised score, then by id", () => {
  fc.assert(
    fc.property(documents, queryText, fc.nat(10), fc.nat(10), (list, words, top, offset) => {
      const index = build(list);
      const query = queryOf(words);
      const all = rankAll(index, query);
      const sorted = [...all].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      expect(all).toEqual(sorted);
      const exact = scoreAll(query, list, index.measure.averageLengths, (tf) => quantiseImpact(tf, scoring.k1) / 255);
      expect(all.map(({ id }) => id).sort()).toEqual(
        exact
          .filter(({ score }) => score > 0)
          .map(({ id }) => id)
          .sort(),
      );
      const plan = planQuery(query, index.view);
      const page = searchIndex(plan, index.view, { top, offset });
      expect(page.hits).toEqual(sorted.slice(offset, offset + top));
      expect(page.total).toBe(sorted.length);
      expect(searchIndex(plan, index.view, { top, offset, countMatches: false }).hits).toEqual(page.hits);
    }),
    { numRuns: 150 },
  );
});

test("filters leave the scores alone and drop exactly the documents that do not fit", () => {
  const filters = fc.record({
    facets: fc.record(
      {
        country: fc.record({ anyOf: fc.subarray(["CN", "DE", "XX"]), noneOf: fc.subarray(["DE"]) }, { requiredKeys: [] }),
        founded: fc.record(
          { min: fc.integer({ min: 1999, max: 2006 }), max: fc.integer({ min: 1999, max: 2006 }) },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    ),
    exceptIds: fc.subarray(["c1", "c2", "c3"]),
  });
  fc.assert(
    fc.property(documents, queryText, filters, (list, words, filter) => {
      const index = build(list);
      const query = queryOf(words);
      const byId = new Map(list.map((entry) => [entry.id, entry]));
      const fits = (id: string): boolean => {
        const { country, founded } = filter.facets;
        const facets = byId.get(id)!.facets as { country: string[]; founded: number };
        if (country?.anyOf && !country.anyOf.some((value) => facets.country.includes(value))) return false;
        if (country?.noneOf?.some((value) => facets.country.includes(value))) return false;
        return (
          facets.founded >= (founded?.min ?? 0) && facets.founded <= (founded?.max ?? 9999) && !filter.exceptIds.includes(id)
        );
      };
      expect(rankAll(index, query, filter)).toEqual(rankAll(index, query).filter(({ id }) => fits(id)));
    }),
    { numRuns: 150 },
  );
});

test("any order of changes and merges equals a rebuild with the same average lengths", () => {
  const small = fc.oneof(
    document.map((entry) => ({ put: entry })),
    fc.integer({ min: 0, max: 60 }).map((number) => ({ remove: `c${number}` })),
    fc.constant({ joinSmall: true }),
  );
  const change = fc.oneof(small, fc.record({ join: fc.nat(4), meanwhile: fc.array(small, { maxLength: 3 }) }));
  fc.assert(
    fc.property(documents, fc.array(change, { maxLength: 16 }), queryText, (list, changes, words) => {
      const index = build(list);
      const current = new Map<string, Document>(list.map((entry) => [entry.id, entry]));
      const apply = (step: typeof small extends fc.Arbitrary<infer Step> ? Step : never): void => {
        if ("put" in step) {
          index.update(step.put);
          current.set(step.put.id, step.put);
        } else if ("remove" in step) {
          expect(index.remove(step.remove)).toBe(current.delete(step.remove));
        } else {
          index.joinSmall();
        }
      };
      for (const step of changes) {
        if ("join" in step) index.join(index.parts.slice(step.join), () => step.meanwhile.forEach(apply));
        else apply(step);
      }
      const rebuilt = build([...current.values()], index.measure.averageLengths);
      expect(index.view.size).toBe(current.size);
      const all = rankAll(index, queryOf(words));
      expect(all).toEqual(rankAll(rebuilt, queryOf(words)));
      // Later parts are searched after the first has filled the page, so lists are skipped there.
      for (const top of [1, 2, 4]) {
        const skipping = searchIndex(planQuery(queryOf(words), index.view), index.view, { top, countMatches: false });
        expect(skipping.hits).toEqual(all.slice(0, top));
      }
    }),
    { numRuns: 200 },
  );
});

test("fields that are not indexed do not exist, and a selection of fields finds only matches there", () => {
  fc.assert(
    fc.property(documents, queryText, fc.subarray(FIELDS.filter((field) => field !== "concepts")), (list, words, fields) => {
      const query = queryOf(words);
      const selected = rankIds(build(list), query, fields);
      expect(selected).toEqual(rankIds(build(list, undefined, fields), query));
    }),
    { numRuns: 100 },
  );
});

function rankIds({ view }: TestIndex, query: Query, fields?: readonly Field[]): string[] {
  return searchIndex(planQuery(query, view), view, { fields, top: 1000 })
    .hits.map(({ id }) => id)
    .sort();
}

test("more documents than one window are all found, in order of score and id, with and without skipping", () => {
  const words = (number: number) =>
    ["lidar", "battery", "fleet", "software"].filter((_, bit) => (number * 2654435761) % [997, 13, 5, 2][bit]! === 0);
  const many = Array.from({ length: 66_000 }, (_, number) =>
    companyDocument({ id: `d${String(number).padStart(6, "0")}`, name: words(number).join(" ") }),
  );
  const index = build(many).view;
  expect(index.parts[0]!.segment.header.windows).toBe(2);
  for (const query of ["lidar", "lidar battery", "lidar battery fleet software"]) {
    const plan = planQuery(queryOf(query), index);
    const { hits, total } = searchIndex(plan, index, { top: 66_000 });
    expect(total).toBe(many.filter(({ name }) => query.split(" ").some((word) => name.includes(word))).length);
    expect(hits).toEqual([...hits].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)));
    for (const top of [5, 50]) {
      expect(searchIndex(plan, index, { top, countMatches: false }).hits).toEqual(hits.slice(0, top));
    }
  }
});
