import fc from "fast-check";
import { expect, test } from "vitest";
import { buildIndex, type CompanyRecord, candidatesFor, findDuplicates, type ScoredPair } from "./index.ts";

const verdictOf = (left: Omit<CompanyRecord, "id">, right: Omit<CompanyRecord, "id">): ScoredPair | undefined =>
  findDuplicates([
    { id: "a", ...left },
    { id: "b", ...right },
  ]).pairs[0];
const kindsOf = (pair: ScoredPair | undefined) => pair?.reasons.map(({ kind }) => kind);

test("one domain and one name are surely one firm, whatever it does now", () => {
  const pair = verdictOf(
    {
      name: "Zephyrine",
      website: "https://www.zephyrine.io",
      oneLiner: "Sails that fold themselves on container ships of any size",
    },
    {
      name: "Zephyrine GmbH",
      website: "zephyrine.io/en",
      oneLiner: "Weather forecasts and routing advice for ocean logistics planners",
    },
  );
  expect(pair?.verdict).toBe("surely_same");
  expect(kindsOf(pair)).toEqual(expect.arrayContaining(["same_domain", "same_name"]));
});

test("firms that share a name and differ in domain and business stay apart", () => {
  expect(
    verdictOf(
      {
        name: "Lantern",
        website: "https://lantern-tutoring.com",
        city: "Lyon",
        oneLiner: "Tutors who prepare pupils for mathematics examinations",
      },
      {
        name: "Lantern",
        website: "https://uselantern.dev",
        city: "Austin",
        oneLiner: "Tracing of slow database queries inside Kubernetes clusters",
      },
    ),
  ).toBeUndefined();
});

test("a firm that moved to another domain with its text is suggested, never merged unasked", () => {
  const oneLiner = "Tracing of slow database queries inside Kubernetes clusters";
  const pair = verdictOf(
    { name: "Lantern", website: "https://uselantern.dev", oneLiner },
    { name: "Lantern", website: "https://lantern.com", oneLiner },
  );
  expect(pair?.verdict).toBe("suggested");
  expect(kindsOf(pair)).toContain("different_domain");
});

test("a former name leads to the firm", () => {
  const pair = verdictOf({ name: "Zephyrine", formerNames: ["Windlass Robotics"] }, { name: "Windlass Robotics Inc." });
  expect(pair?.verdict).toBe("suggested");
  expect(kindsOf(pair)).toContain("former_name");
});

test("a Chinese brand is found inside its legal name", () => {
  const pair = verdictOf({ name: "青禾云帆" }, { name: "上海青禾云帆信息技术有限公司" });
  expect(kindsOf(pair)).toContain("brand_in_legal_name");
});

test("legal names of one brand in two cities are suggested as a group of firms, not merged", () => {
  const pair = verdictOf(
    { name: "北京青禾云帆科技有限公司", website: "https://qingheyunfan.cn" },
    { name: "上海青禾云帆科技有限公司", website: "https://qingheyunfan.cn" },
  );
  expect(pair?.verdict).toBe("suggested");
  expect(kindsOf(pair)).toContain("different_place_in_legal_name");
});

test("the number a source gave settles the question both ways", () => {
  const name = "Zephyrine Sails";
  const at = (externalId: string) => ({ name, sources: [{ source: "register", externalId }] });
  expect(verdictOf({ ...at("17"), name: "Windlass" }, at("17"))?.verdict).toBe("surely_same");
  expect(verdictOf(at("17"), at("18"))?.verdict ?? "different").not.toBe("surely_same");
});

test("pinyin meets Chinese characters where the caller brings a romaniser", () => {
  const syllables: Record<string, string> = { 青: "qing", 禾: "he", 云: "yun", 帆: "fan" };
  const romanise = (text: string) => Array.from(text, (character) => syllables[character] ?? "").join("");
  const records: CompanyRecord[] = [
    { id: "a", name: "青禾云帆" },
    { id: "b", name: "Qingheyunfan Ltd" },
  ];
  expect(findDuplicates(records).pairs).toEqual([]);
  expect(findDuplicates(records, { romanise }).pairs.map(kindsOf)).toEqual([["similar_name"]]);
});

test("two records with one id are refused", () => {
  const record = { id: "a", name: "Zephyrine" };
  expect(() => findDuplicates([record, record])).toThrow("Two records carry the id a.");
});

test("the index forgets and replaces records", () => {
  const index = buildIndex([{ id: "a", name: "Zephyrine Sails" }]);
  const asked: CompanyRecord = { id: "b", name: "Zephyrine Sails Ltd" };
  expect(candidatesFor(asked, index).map(({ left }) => left)).toEqual(["a"]);
  index.add({ id: "a", name: "Windlass Robotics" });
  expect(candidatesFor(asked, index)).toEqual([]);
  index.remove("a");
  expect([index.size, candidatesFor(asked, index)]).toEqual([0, []]);
});

const word = fc.constantFrom(
  "zephyrine",
  "windlass",
  "lantern",
  "nordlicht",
  "青禾云帆",
  "白杨数据",
  "Labs",
  "AI",
  "GmbH",
  "科技有限公司",
  "(formerly Gustly)",
);
const record = fc.record({
  name: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" ")),
  website: fc.constantFrom(
    undefined,
    "https://zephyrine.io",
    "https://windlass.ai",
    "https://lantern.dev",
    "https://linkedin.com/company/lantern",
  ),
  city: fc.constantFrom(undefined, "上海", "Lyon", "Austin"),
  country: fc.constantFrom(undefined, "CN", "France", "US"),
  foundedYear: fc.constantFrom(undefined, 2015, 2016, 2021),
  oneLiner: fc.constantFrom(
    undefined,
    "Sails that fold themselves on container ships",
    "Tracing of slow database queries",
    "自动折叠的船帆系统",
  ),
});
const collection = fc.array(record, { maxLength: 14 }).map((records) => records.map((one, at) => ({ id: `c${at}`, ...one })));

test("the order of the records changes nothing", () => {
  fc.assert(
    fc.property(
      collection.chain((records) => fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length }))),
      ([records, shuffled]) => {
        expect(findDuplicates(shuffled)).toEqual(findDuplicates(records));
      },
    ),
  );
});

test("a pair reads the same from both sides and its probability follows from its reasons", () => {
  fc.assert(
    fc.property(collection, (records) => {
      const index = buildIndex(records);
      const pairs = new Map(
        records.flatMap((one) => candidatesFor(one, index).map((pair) => [`${one.id} ${pair.left} ${pair.right}`, pair])),
      );
      for (const [key, pair] of pairs) {
        const [from] = key.split(" ");
        const other = from === pair.left ? pair.right : pair.left;
        expect(pairs.get(`${other} ${pair.left} ${pair.right}`)).toEqual(pair);
        expect(pair.left < pair.right).toBe(true);
        const logOdds = pair.reasons.reduce((sum, { weight }) => sum + weight, -4.5);
        expect(pair.score).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 3);
      }
    }),
  );
});

test("a collection and the incremental question give the same pairs", () => {
  fc.assert(
    fc.property(collection, (records) => {
      const index = buildIndex(records);
      const asked = new Map(
        records.flatMap((one) => candidatesFor(one, index).map((pair) => [`${pair.left} ${pair.right}`, pair])),
      );
      expect(
        [...asked.values()]
          .map(({ left, right, score }) => ({ left, right, score }))
          .sort((a, b) => (a.left + a.right < b.left + b.right ? -1 : 1)),
      ).toEqual(
        findDuplicates(records)
          .pairs.map(({ left, right, score }) => ({ left, right, score }))
          .sort((a, b) => (a.left + a.right < b.left + b.right ? -1 : 1)),
      );
    }),
  );
});

test("a crowd under one name costs a bounded number of comparisons", () => {
  const crowd = Array.from({ length: 3000 }, (_, at) => ({
    id: `c${at}`,
    name: "Lantern",
    website: `https://lantern-${at}.com`,
  }));
  expect(findDuplicates(crowd, { maxCandidates: 20 }).compared).toBeLessThanOrEqual(3000 * 20);
});
