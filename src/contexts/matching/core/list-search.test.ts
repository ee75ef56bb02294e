import fc from "fast-check";
import { expect, test } from "vitest";
import { type Document, type ListRequest, MatchingEngine } from "./engine.ts";
import type { ListOrder, ListPosition } from "./list-search.ts";
import { companyDocument, smallThesaurus } from "./testing.ts";
import type { TranslationDictionary } from "./translation.ts";

const options = { thesaurus: smallThesaurus };
const newest: ListOrder = { by: "id", descending: true };
const byRelevance: ListOrder = { by: "relevance" };

/** Everything a request finds, read in pages of a size. */
function readAll(engine: MatchingEngine, request: Omit<ListRequest, "limit">, limit = 3): ListPosition[] {
  const rows: ListPosition[] = [];
  let after: ListPosition | undefined;
  for (;;) {
    const { hits, hasMore } = engine.list({ ...request, limit, after });
    rows.push(...hits);
    if (!hasMore) return rows;
    after = hits.at(-1);
  }
}

const found = (engine: MatchingEngine, text: string): string[] =>
  readAll(engine, { text, order: byRelevance }).map(({ id }) => id);

// Words that no stemmer changes and no thesaurus knows.
const words = ["zeta", "zetamax", "kilo", "kilogram", "plankton"] as const;
const countries = ["CN", "DE", "US"] as const;

const someDocument = fc.record({
  id: fc.integer({ min: 0, max: 60 }).map((number) => `id-${String(number).padStart(3, "0")}`),
  name: fc.array(fc.constantFrom(...words), { minLength: 0, maxLength: 2 }),
  description: fc.array(fc.constantFrom(...words), { maxLength: 4 }),
  country: fc.option(fc.constantFrom(...countries), { nil: undefined }),
  tags: fc.uniqueArray(fc.constantFrom("red", "green", "blue"), { maxLength: 3 }),
  size: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
});
type Given = typeof someDocument extends fc.Arbitrary<infer Value> ? Value : never;

const documentOf = ({ id, name, description, country, tags, size }: Given): Document =>
  companyDocument({
    id,
    lang: "en",
    name: name.join(" "),
    description: description.join(" "),
    facets: {
      ...(country ? { country: [country] } : {}),
      tag: tags,
      nameLength: name.join(" ").length,
      ...(size === undefined ? {} : { size }),
    },
  });

/** An index that has lived: built in part, then added to, changed and deleted from. */
function lived(given: readonly Given[], removed: readonly string[]): { engine: MatchingEngine; companies: Given[] } {
  const half = Math.floor(given.length / 2);
  const engine = MatchingEngine.buildIndex(given.slice(0, half).map(documentOf), options);
  for (const company of given.slice(half)) engine.update(documentOf(company));
  for (const id of removed) engine.remove(id);
  const byId = new Map(given.map((company) => [company.id, company]));
  return { engine, companies: [...byId.values()].filter(({ id }) => !removed.includes(id)) };
}

const someRequest = fc.record({
  typed: fc.uniqueArray(fc.constantFrom(...words, "ze", "kil", "p"), { minLength: 1, maxLength: 2 }),
  country: fc.option(fc.subarray([...countries], { minLength: 1 }), { nil: undefined }),
  tag: fc.option(fc.constantFrom("red", "blue"), { nil: undefined }),
  seen: fc.option(fc.constantFrom("yes", "no"), { nil: undefined }),
});

/** Whether a text has every typed word, the last one perhaps only begun. */
const meets = (typed: readonly string[], text: readonly string[]): boolean =>
  typed.every((word, at) => text.some((one) => (at === typed.length - 1 ? one.startsWith(word) : one === word)));

test("a list is what every word and filter lets through, whichever way it runs; pages follow each other without gap or repeat; facets count under the other choices", () => {
  fc.assert(
    fc.property(
      fc.array(someDocument, { maxLength: 40 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
      someRequest,
      fc.integer({ min: 1, max: 7 }),
      (given, gone, { typed, country, tag, seen }, limit) => {
        const removed = gone.map((number) => `id-${String(number).padStart(3, "0")}`);
        const { engine, companies } = lived(given, removed);
        const seenIds = companies.filter((_, at) => at % 3 === 0).map(({ id }) => id);
        const request = {
          filters: {
            facets: {
              ...(country ? { country: { anyOf: country } } : {}),
              ...(tag ? { tag: { anyOf: [tag] } } : {}),
              ...(seen ? { seen: { anyOf: [seen] } } : {}),
            },
          },
          marks: { seen: { values: { yes: seenIds }, otherwise: "no" } },
        };
        const fits = (company: Given, except?: string): boolean =>
          (except === "country" || !country || country.includes(company.country as "CN")) &&
          (except === "tag" || !tag || company.tags.includes(tag)) &&
          (except === "seen" || !seen || seenIds.includes(company.id) === (seen === "yes"));
        const chosen = companies.filter((company) => fits(company)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
        const ids = chosen.map(({ id }) => id);

        const read = (order: ListOrder) => readAll(engine, { ...request, order }, limit).map(({ id }) => id);
        expect(read({ by: "id", descending: false })).toEqual(ids);
        expect(read(newest)).toEqual(ids.toReversed());
        const sized = (descending: boolean) =>
          chosen
            .toSorted((a, b) => {
              const [left, right] = [a, b].map(({ size }) => size ?? (descending ? -1 : 9)) as [number, number];
              return (left - right || (a.id < b.id ? -1 : 1)) * (descending ? -1 : 1);
            })
            .map(({ id }) => id);
        expect(read({ by: "number", columns: ["size"], descending: true })).toEqual(sized(true));
        expect(read({ by: "number", columns: ["size"], descending: false })).toEqual(sized(false));

        const text = typed.join(" ");
        const met = chosen.filter(({ name, description }) => meets(typed, [...name, ...description]));
        const rows = readAll(engine, { ...request, text, order: byRelevance }, limit);
        expect(rows.map(({ id }) => id).toSorted()).toEqual(met.map(({ id }) => id));
        const named = met
          .filter(({ name }) => meets(typed, name))
          .toSorted((a, b) => a.name.join(" ").length - b.name.join(" ").length || (a.id < b.id ? -1 : 1));
        expect(rows.filter(({ tier }) => tier === 0).map(({ id }) => id)).toEqual(named.map(({ id }) => id));
        const rest = rows.slice(named.length);
        expect(rest.map(({ tier }) => tier)).toEqual(rest.map(() => 1));
        expect(rest).toEqual(rest.toSorted((a, b) => b.key! - a.key! || (a.id < b.id ? -1 : 1)));

        const facets = ["country", "tag", "seen"].map((facet) => ({ facet, most: 60 }));
        const first = engine.list({ ...request, text, order: byRelevance, limit, facets });
        expect(first.total).toBe(met.length);
        expect(first.found).toBe(companies.filter(({ name, description }) => meets(typed, [...name, ...description])).length);
        for (const { facet } of facets) {
          const counts = new Map<string, number>();
          for (const company of companies) {
            if (!fits(company, facet) || !meets(typed, [...company.name, ...company.description])) continue;
            const values =
              facet === "tag"
                ? company.tags
                : facet === "seen"
                  ? [seenIds.includes(company.id) ? "yes" : "no"]
                  : [company.country ?? []].flat();
            for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
          }
          const expected = [...counts].map(([value, count]) => ({ value, count }));
          expect(first.facets[facet]).toEqual(expected.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)));
        }
      },
    ),
    { numRuns: 150 },
  );
});

const universe = [
  companyDocument({ id: "a", lang: "en", name: "VoltSense", description: "Battery diagnostics for fleets." }),
  companyDocument({ id: "b", lang: "zh", name: "电诊科技", description: "为车企提供电池诊断云平台。" }),
  companyDocument({ id: "c", lang: "de", name: "Zellwerk", description: "Batteriediagnose für Nutzfahrzeuge." }),
  companyDocument({ id: "d", lang: "en", name: "Fleet Battery", description: "Leasing." }),
  companyDocument({ id: "e", lang: "en", name: "About You", description: "Clothes for everyone." }),
  companyDocument({ id: "f", lang: "zh", name: "锂电云", description: "锂离子电池与AI芯片。" }),
  companyDocument({ id: "g", lang: "en", name: "Start-up Hub", description: "Diagnostics of fleets, monitoring of chargers." }),
];
const small = MatchingEngine.buildIndex(universe, options);

test("every word must be met, also by an idea in another language, which comes after the words themselves", () => {
  expect(found(small, "battery diagnostics")[0]).toBe("a");
  expect(found(small, "battery diagnostics").toSorted()).toEqual(["a", "b", "c"]);
  expect(found(small, "battery diagnostics leasing")).toEqual([]);
  expect(found(small, "fleet battery")[0]).toBe("d");
  expect(found(small, "电池诊断")[0]).toBe("b");
  expect(found(small, "电池诊断").toSorted()).toEqual(["a", "b", "c"]);
});

test("the last word may be half typed, at any letter of it", () => {
  for (const text of ["diagn", "diagnos", "diagnost", "diagnosti", "diagnostic", "diagnostics"]) {
    expect(found(small, text), text).toEqual(expect.arrayContaining(["a", "g"]));
  }
  for (const text of ["fleet batt", "fleets batteri", "fleet battery"]) expect(found(small, text)[0], text).toBe("d");
  expect(found(small, "start-u")).toEqual(["g"]);
  expect(found(small, "startu")).toEqual(["g"]);
  expect(found(small, "diagn fleet")).toEqual([]);
});

test("one Chinese character, only function words, mixed scripts and no word at all have sensible answers", () => {
  expect(found(small, "锂").toSorted()).toEqual(["f"]);
  expect(found(small, "池").toSorted()).toEqual(["b", "f"]);
  expect(found(small, "about you")).toEqual(["e"]);
  expect(found(small, "about")).toEqual(["e"]);
  expect(found(small, "AI芯片")).toEqual(["f"]);
  expect(found(small, "电池 AI")).toEqual(["f"]);
  expect(found(small, "?!")).toEqual([]);
  expect(found(small, "unheard")).toEqual([]);
  expect(found(small, "fleetmax")).toEqual([]);
});

test("a translated word is met behind those that have it literally", () => {
  const dictionary: TranslationDictionary = {
    name: "x",
    licence: "",
    attribution: "",
    from: "de",
    to: "en",
    lookup: () => ["lock"],
  };
  const documents = [
    companyDocument({ id: "a", lang: "en", name: "Keyless", description: "A lock, a lock and another lock." }),
    companyDocument({
      id: "b",
      lang: "de",
      name: "Riegel",
      description: "Unter vielem anderen, das wir bauen, ist auch ein Schloss.",
    }),
  ];
  const engine = MatchingEngine.buildIndex(documents, { ...options, dictionaries: [dictionary] });
  expect(readAll(engine, { text: "das Schloss", order: byRelevance }).map(({ tier, id }) => [tier, id])).toEqual([
    [1, "b"],
    [2, "a"],
  ]);
});

test("sums beyond the exactness of one column run exactly over two, and a list goes on where it was although rows were added before", () => {
  const funding = (total: number) => ({ high: Math.floor(total / 2 ** 24), low: total % 2 ** 24 });
  const order: ListOrder = { by: "number", columns: ["high", "low"], descending: true };
  const company = (id: string, total?: number) => companyDocument({ id, facets: total === undefined ? {} : funding(total) });
  const engine = MatchingEngine.buildIndex([
    company("a", 3_000_000_000_001),
    company("b", 3_000_000_000_000),
    company("c", 3_000_000_000_002),
    company("d"),
    company("e", 7),
  ]);
  const { hits } = engine.list({ order, limit: 2 });
  expect(hits).toEqual([
    { tier: 0, key: 3_000_000_000_002, id: "c" },
    { tier: 0, key: 3_000_000_000_001, id: "a" },
  ]);
  engine.update(company("f", 9_000_000_000_000));
  engine.remove("a");
  expect(engine.list({ order, limit: 9, after: hits[1] }).hits.map(({ id }) => id)).toEqual(["b", "e", "d"]);
});

test("of a facet with more values than can be looked at, the most frequent and the chosen are counted, and all of a few documents", () => {
  const documents = Array.from({ length: 600 }, (_, at) =>
    companyDocument({ id: `id-${at}`, facets: { tag: [`tag ${at}`, at < 40 ? "common" : "usual"], kind: [at < 5 ? "x" : "y"] } }),
  );
  const engine = MatchingEngine.buildIndex(documents, options);
  const request = { order: newest, limit: 1, facets: [{ facet: "tag", most: 3 }] };
  const all = engine.list({ ...request, filters: { facets: { tag: { anyOf: ["tag 7"] } } } });
  expect(all.total).toBe(1);
  expect(all.facets.tag?.slice(0, 2)).toEqual([
    { value: "usual", count: 560 },
    { value: "common", count: 40 },
  ]);
  expect(all.facets.tag).toContainEqual({ value: "tag 7", count: 1 });
  expect(engine.list({ ...request, filters: { facets: { kind: { anyOf: ["x"] } } } }).facets.tag).toEqual([
    { value: "common", count: 5 },
    { value: "tag 0", count: 1 },
    { value: "tag 1", count: 1 },
  ]);
});
