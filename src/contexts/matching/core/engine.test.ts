import { expect, test } from "vitest";
import { parseDictd } from "./dictd.ts";
import { conceptTerm } from "./document.ts";
import { type Document, MatchingEngine, type Need } from "./engine.ts";
import { companyDocument, smallThesaurus } from "./testing.ts";
import { cedictEntries, createLazyDictionary, invertEntries, parseWordPairs } from "./translation.ts";

const volt = companyDocument({
  id: "volt",
  lang: "en",
  name: "VoltSense",
  oneLiner: "Battery analytics for fleets",
  description: "VoltSense reads the state of health of every battery in 800 V systems.",
  tags: ["Energy"],
});
const dianzhen = companyDocument({
  id: "dianzhen",
  lang: "zh",
  name: "电诊科技",
  oneLiner: "动力电池诊断与预测",
  description: "为车企提供电池诊断云平台。",
  otherTexts: [{ lang: "en", oneLiner: "Diagnosis for traction batteries", description: "A cloud platform for car makers." }],
  tags: ["AI芯片"],
});
const luchs = companyDocument({
  id: "luchs",
  lang: "de",
  name: "Luchs",
  oneLiner: "Lidar für Nutzfahrzeuge",
  description: "Festkörper-Lidar.",
});
const about = companyDocument({
  id: "about",
  lang: "en",
  name: "About You",
  oneLiner: "Fashion shop",
  description: "Clothes for everyone.",
});
const companies = [volt, dianzhen, luchs, about];

const engine = MatchingEngine.buildIndex(companies, { thesaurus: smallThesaurus });

function ids(query: string | Need, from: MatchingEngine = engine): string[] {
  return from.search({ query }).hits.map(({ id }) => id);
}

function need(fields: Partial<Need>): Need {
  return { title: "", text: "", requirements: [], tags: [], ...fields };
}

test("a German need finds English and Chinese companies by their concept", () => {
  expect(ids("Batteriediagnose").sort()).toEqual(["dianzhen", "volt"]);
  expect(ids(need({ title: "Диагностика батарей" })).sort()).toEqual(["dianzhen", "volt"]);
  expect(ids("激光雷达")).toEqual(["luchs"]);
});

test("the explanation names the words on both sides and adds up to the score", () => {
  const { plan, hits } = engine.search({ query: "Wir suchen Batteriediagnose" });
  for (const explanation of engine.explain(plan, companies)) {
    expect(explanation.score).toBeCloseTo(hits.find(({ id }) => id === explanation.id)?.score ?? 0, 12);
    const sum = explanation.contributions.reduce((total, { score }) => total + score, 0);
    expect(sum).toBeCloseTo(explanation.score, 12);
    for (const { fields, score } of explanation.contributions)
      expect(fields.reduce((total, field) => total + field.score, 0)).toBeCloseTo(score, 12);
    expect(explanation.fit).toBeGreaterThanOrEqual(0);
    expect(explanation.fit).toBeLessThanOrEqual(1);
  }
  const [chinese] = engine.explain(plan, [dianzhen]);
  const reason = chinese?.contributions.find(({ concept }) => concept === "battery-diagnostics");
  expect(reason?.group.mentions.map(({ text }) => text)).toEqual(["Batteriediagnose"]);
  expect(reason?.member.via).toBe("concept");
  expect(reason?.spans.filter(({ language }) => language === "zh").map(({ text }) => text)).toEqual(["电池诊断", "电池诊断"]);
});

test("highlights point at the original characters of profile, tags and translations", () => {
  const { plan } = engine.search({ query: "diagnosis platform 芯片" });
  const [explanation] = engine.explain(plan, [dianzhen]);
  const spans = explanation?.contributions.flatMap(({ spans }) =>
    spans.map(({ field, version, item, text }) => [field, version, item, text]),
  );
  expect(spans).toEqual(
    expect.arrayContaining([
      ["oneLiner", 1, 0, "Diagnosis"],
      ["description", 1, 0, "platform"],
      ["tags", 0, 0, "芯片"],
    ]),
  );
});

test("a document that is unknown to the index has no explanation, one that does not match has score 0", () => {
  const { plan } = engine.search({ query: "battery" });
  expect(engine.explain(plan, [companyDocument({ id: "nobody" })])).toEqual([]);
  expect(engine.explain(plan, [about])).toMatchObject([{ id: "about", score: 0, fit: 0, coverage: 0, contributions: [] }]);
});

test("coverage counts the words met, by themselves or inside a concept", () => {
  const { plan } = engine.search({ query: need({ text: "state of health", language: "en" }) });
  expect(engine.explain(plan, [volt])[0]?.coverage).toBeCloseTo(1, 12);
  const half = engine.search({ query: need({ text: "lidar blockchain", language: "en" }) }).plan;
  const coverage = engine.explain(half, [luchs])[0]?.coverage ?? 0;
  expect(coverage).toBeGreaterThan(0.2);
  expect(coverage).toBeLessThan(0.8);
});

test("a query of function words alone still finds a name made of them", () => {
  expect(ids("about you")).toEqual(["about"]);
});

test("odd queries are harmless", () => {
  for (const query of ["", "   ", "😀🚗", "שלום", "مرحبا بالعالم", "电", "\u0000", "#", "#lidar", "-".repeat(1000)]) {
    expect(() => engine.search({ query })).not.toThrow();
  }
  expect(engine.search({ query: "" })).toMatchObject({ hits: [], total: 0 });
});

test("100 000 words are cut, told, and answered", () => {
  const text = Array.from({ length: 100_000 }, (_, index) => `word${index}`).join(" ");
  const { plan, hits } = engine.search({ query: `battery ${text}` });
  expect(plan.query.textCut).toBe(true);
  expect(plan.droppedGroups).toBeGreaterThan(0);
  expect(hits.map(({ id }) => id)).toContain("volt");
});

test("pages follow each other without gaps or repeats", () => {
  const many = Array.from({ length: 50 }, (_, number) =>
    companyDocument({ id: `c${String(number).padStart(2, "0")}`, name: "lidar" }),
  );
  const index = MatchingEngine.buildIndex(many);
  const pages = [0, 20, 40].flatMap((offset) => index.search({ query: "lidar", top: 20, offset }).hits.map(({ id }) => id));
  expect(pages).toEqual(many.map(({ id }) => id));
});

test("changes are seen at once, and survive neither twice nor after removal", () => {
  const live = MatchingEngine.buildIndex(companies, { thesaurus: smallThesaurus });
  live.update({ ...volt, oneLiner: "Radar for drones", description: "", tags: [] });
  expect(ids("battery", live)).not.toContain("volt");
  expect(ids("radar", live)).toEqual(["volt"]);
  expect(live.size).toBe(4);
  expect(live.remove("volt")).toBe(true);
  expect(live.remove("volt")).toBe(false);
  expect([ids("radar", live), live.size]).toEqual([[], 3]);
});

test("a saved index answers like the one it was saved from, and refuses another thesaurus", () => {
  const file = engine.serialise();
  const query = "Batteriediagnose für Lidar";
  expect(MatchingEngine.load(file, { thesaurus: smallThesaurus }).search({ query }).hits).toEqual(engine.search({ query }).hits);
  expect(() => MatchingEngine.load(file)).toThrow("other analysis");
});

test("compounds are split by the German words of the options", () => {
  const brush = companyDocument({ id: "g", lang: "de", description: "Wir bauen Zahnradbürsten" });
  expect(ids("Bürste", MatchingEngine.buildIndex([brush], { germanWords: ["zahnrad", "bürste"] }))).toEqual(["g"]);
});

test("a search by field finds only what that field says", () => {
  const hits = (fields: ("name" | "oneLiner" | "description" | "tags")[]) =>
    engine.search({ query: "battery", fields }).hits.map(({ id }) => id);
  expect(hits(["description"])).toContain("volt");
  expect(hits(["name", "tags"])).toEqual([]);
});

test("words that many other needs use lose weight, technologies lose less", () => {
  const needs = Array.from({ length: 30 }, (_, number) => ({
    ...need({ text: `kindly send proposals about lidar item${number}`, language: "en" }),
    id: `n${number}`,
  }));
  const statistics = engine.needStatistics(needs);
  const weightOf = (key: string, withStatistics: boolean) =>
    engine
      .plan({ query: needs[0]!, needs: withStatistics ? statistics : undefined })
      .query.groups.find((group) => group.key === key)!.weight;
  expect(weightOf("propos", true) / weightOf("propos", false)).toBeLessThan(0.1);
  expect(weightOf("lidar", true) / weightOf("lidar", false)).toBeGreaterThan(0.3);
  expect(weightOf("item0", true)).toBe(weightOf("item0", false));
});

test("adjustments raise and silence terms", () => {
  const query = need({ text: "battery lidar", language: "en" });
  expect(ids(query)).toContain("luchs");
  const silenced = engine.search({
    query,
    adjust: new Map([
      ["lidar", 0],
      [conceptTerm("lidar"), 0],
    ]),
  });
  expect(silenced.hits.map(({ id }) => id)).not.toContain("luchs");
});

test("shortlisted examples pull similar companies up, passed ones push theirs down", () => {
  const base: Document[] = [
    companyDocument({ id: "x1", description: "sensor for trucks with thermal camera" }),
    companyDocument({ id: "x2", description: "sensor for trucks with thermal camera and housing" }),
    companyDocument({ id: "y1", description: "sensor for ships with sonar array" }),
    companyDocument({ id: "y2", description: "sensor for ships with sonar array and housing" }),
  ];
  const index = MatchingEngine.buildIndex(base);
  const query = need({ text: "sensor housing", language: "en" });
  const order = (examples: { positive: Document[]; negative: Document[] }) =>
    index.search({ query, examples }).hits.map(({ id }) => id);
  expect(order({ positive: [base[0]!], negative: [] }).indexOf("x2")).toBe(0);
  expect(order({ positive: [base[2]!], negative: [] }).indexOf("y2")).toBe(0);
  expect(order({ positive: [], negative: [base[0]!] }).indexOf("y2")).toBe(0);
});

test("feedback adds a fifth of the weight in groups of their own kind", () => {
  const first = engine.search({ query: "battery fleet" });
  const feedback = first.hits
    .slice(0, 5)
    .map(({ id, score }) => ({ document: companies.find((company) => company.id === id)!, score }));
  const { query } = engine.plan({ query: "battery fleet", feedback });
  const sum = (kind: (kind: string) => boolean) =>
    query.groups.filter((group) => kind(group.kind)).reduce((total, { weight }) => total + weight, 0);
  expect(sum((kind) => kind === "feedback") / sum(() => true)).toBeCloseTo(0.2, 6);
});

test("dictionaries translate words in both directions and only when they are given", () => {
  const reads: number[] = [];
  const read = () => {
    reads.push(1);
    return cedictEntries([{ simplified: "时装", english: ["fashion", "the latest fashion in clothes"] }]);
  };
  const source = { name: "words", licence: "CC0-1.0", attribution: "nobody" };
  const dictionaries = [
    createLazyDictionary({ ...source, from: "zh", to: "en" }, read),
    createLazyDictionary({ ...source, from: "en", to: "zh" }, () => invertEntries(read())),
  ];
  const fashion = companyDocument({ id: "mode", lang: "zh", oneLiner: "时装设计" });
  const withDictionary = MatchingEngine.buildIndex([...companies, fashion], { dictionaries });
  expect(reads).toEqual([]);
  expect(ids("时装")).toEqual([]);
  expect(ids("时装", withDictionary)).toEqual(["mode", "about"]);
  expect(ids("fashion", withDictionary)).toEqual(["about", "mode"]);
  const { plan } = withDictionary.search({ query: "时装" });
  expect(withDictionary.explain(plan, [about])[0]?.contributions[0]).toMatchObject({
    member: { via: "translation" },
    spans: [{ text: "Fashion" }],
  });
});

test("a word is as rare as it is among the documents of its language", () => {
  const texts = [
    ...["Prüfung von Lacken", "Prüfung von Zellen", "Prüfung von Reifen", "Anlagen für Lacke"].map((oneLiner) => ({
      lang: "de",
      oneLiner,
    })),
    ...Array.from({ length: 40 }, (_, at) => ({ lang: "en", oneLiner: `Software number ${at}` })),
  ];
  const weightIn = (withLanguages: boolean) => {
    const documents = texts.map(({ lang, oneLiner }, at) =>
      companyDocument({ id: `d${at}`, lang, oneLiner, facets: withLanguages ? { language: [lang] } : {} }),
    );
    const { groups, unit } = MatchingEngine.buildIndex(documents).plan({
      query: { title: "Prüfung", text: "", requirements: [], tags: [], language: "de" },
    });
    return groups.find(({ group }) => group.kind === "word")!.members[0]!.weight * unit * 255;
  };
  expect(weightIn(true)).toBeLessThan(weightIn(false) / 3);
});

test("a word of a phrase that is a concept says less than the word by itself", () => {
  const weightOf = (title: string) => {
    const query = { title, text: "", requirements: [], tags: [], language: "en" };
    const { groups } = engine.plan({ query }).query;
    return groups.find(({ kind, mentions }) => kind === "word" && mentions[0]!.text === "health")!.weight;
  };
  expect(weightOf("state of health")).toBeLessThan(0.8 * weightOf("health of states"));
});

test("a dictionary in the format of dictd is read by its index", () => {
  const battery = "Batterie /bat@ri:/ <fem, n>\nbattery <n> [electr.], storage cell\n      Note: of a car\n see: {Akku}\n";
  const lathe = "drehen\n1. to turn\n2. to lathe (sth)\n";
  const text = Buffer.from(battery + lathe);
  const start = battery.length;
  const inBase64 = (number: number) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[number >> 6]! +
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[number & 63]!;
  const index = `00databaseinfo\tA\tB\nbatterie\tA\t${inBase64(start)}\ndrehen\t${inBase64(start)}\t${inBase64(lathe.length)}\n`;
  expect(parseDictd(index, text)).toEqual([
    { source: "batterie", targets: ["battery", "storage cell"] },
    { source: "drehen", targets: ["turn", "lathe"] },
  ]);
});

test("glosses are reduced to words one can search for", () => {
  expect(cedictEntries([{ simplified: "电池", english: ["battery", "CL:節|节[jie2],組|组[zu3]"] }])).toEqual([
    { source: "电池", targets: ["battery"] },
  ]);
  expect(
    cedictEntries([
      {
        simplified: "开",
        english: ["to open", "(of a car) to drive sth", "variant of X", "a very long explanation of many words"],
      },
    ])[0]?.targets,
  ).toEqual(["open", "drive"]);
  expect(parseWordPairs("Batterie\tbattery | accumulator\n\nleer\t\n")).toEqual([
    { source: "batterie", targets: ["battery", "accumulator"] },
  ]);
});
