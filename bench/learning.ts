// `npm run bench learning`, or alone: node bench/learning.ts
import { join } from "node:path";
import { affinityOf } from "../src/contexts/matching/core/affinity.ts";
import type { Document } from "../src/contexts/matching/core/document.ts";
import { MatchingEngine } from "../src/contexts/matching/core/engine.ts";
import {
  type JudgedCompany,
  type LearnedWeights,
  learnedFactor,
  learnWeights,
  type MetIdea,
  noLearnedWeights,
} from "../src/contexts/matching/core/learned-weights.ts";
import { profileConcepts } from "../src/contexts/matching/core/profile-concepts.ts";
import { loadThesaurus, type Thesaurus } from "../src/contexts/matching/core/thesaurus.ts";
import { loadDictionaries } from "../src/contexts/matching/living-index/dictionaries.ts";
import { reasonsOf } from "../src/contexts/matching/living-index/reasons-of.ts";
import { adviceMark, datasetWorlds, demoWorld, type TimedNeed, type World } from "./learning-worlds.ts";
import { type Judgements, mean, nDCG } from "./metrics.ts";

const defaultData = join(import.meta.dirname, "../../shared/data");
const seenByJudge = 10;
const refusedOfSeen = 3;
const rerankedPool = 50;
const fewestEarlier = 3;
const samples = 2000;

const parts = {
  "concepts alone": (learned: LearnedWeights): LearnedWeights => ({ ...noLearnedWeights, concepts: learned.concepts }),
  "evidence alone": (learned: LearnedWeights): LearnedWeights => ({ ...learned, concepts: [] }),
  both: (learned: LearnedWeights): LearnedWeights => learned,
};

/** Replays judgements in order of time: what earlier needs of a field taught, measured on later ones. */
export async function runLearningBench(data = defaultData): Promise<string> {
  const thesaurus = loadThesaurus(join(import.meta.dirname, "../src/contexts/matching/thesaurus"));
  const worlds = [...datasetWorlds(data, thesaurus), demoWorld()];
  const lines = worlds.flatMap((world) => (typeof world === "string" ? [`| ${world} |`] : replay(world, thesaurus)));
  return [
    "## Learning from judgements, by replay",
    "",
    "| set | later needs | part | nDCG@10 without | with | difference | 95 % interval | better / worse |",
    "|---|---|---|---|---|---|---|---|",
    ...lines,
    "",
    `Judgements are simulated: of the first ten of every earlier need of the same field (sbir: of the same agency), the right ones are`,
    "wanted and the first three others refused; needs of the same subject never teach each other. The public sets name no reason for a",
    "refusal and hold no taste that lasts from need to need, so there is nothing to gain in them: what they measure is harm. “Planted",
    "taste” is the demo base with a firm that only advises beside every second company; those are refused for “consulting only”.",
    "",
    affinityLine(thesaurus),
  ].join("\n");
}

/** 300 applications beside 60 reviewers, made of the demo base's texts. */
function affinityLine(thesaurus: Thesaurus): string {
  const engine = MatchingEngine.buildIndex([], { thesaurus, dictionaries: loadDictionaries(null) });
  const texts = demoWorld().documents.filter(({ id }) => !id.endsWith(adviceMark));
  const of = ({ id, lang, oneLiner, description, tags, concepts }: Document) => ({
    id,
    lang,
    title: oneLiner,
    text: description,
    tags,
    concepts,
  });
  const [rows, columns] = [texts.slice(0, 300).map(of), texts.slice(300, 360).map(of)];
  const cells = rows.slice(0, 20).map((_, row) => ({ row, column: row }));
  const times = Array.from({ length: 6 }, () => {
    const [clock, processor] = [performance.now(), process.cpuUsage()];
    affinityOf(rows, columns, cells, engine);
    const { user, system } = process.cpuUsage(processor);
    return { clock: performance.now() - clock, processor: (user + system) / 1000 };
  });
  const [first, ...others] = times;
  const fastest = (by: "clock" | "processor") => shown(Math.min(...others.map((each) => each[by])), 0);
  return `Affinity of ${rows.length} × ${columns.length} texts in one call, with reasons for ${cells.length} cells: ${fastest("processor")} ms of processor time (${fastest("clock")} ms by the clock of this machine), the first call of a process, which reads the dictionaries, ${shown(first!.processor, 0)} ms (${shown(first!.clock, 0)} ms).`;
}

function replay({ name, documents, needs, judgements }: World, thesaurus: Thesaurus): string[] {
  const engine = MatchingEngine.buildIndex(documents, { thesaurus, dictionaries: loadDictionaries(null) });
  const statistics = engine.needStatistics(needs);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const search = (need: TimedNeed, learned: LearnedWeights) => rankWith(engine, statistics, need, learned, byId, thesaurus);
  const judged = new Map(
    needs.map((need) => [need.id, judge(need, search(need, noLearnedWeights), judgements.get(need.id)!, engine, byId)]),
  );
  const later = needs.flatMap((need, at) => {
    const earlier = needs.slice(0, at).filter(({ field, subject }) => field === need.field && subject !== need.subject);
    return earlier.length < fewestEarlier
      ? []
      : [
          {
            need,
            learned: learnWeights(earlier.flatMap(({ id }) => judged.get(id)!)),
          },
        ];
  });
  const scoreOf = (need: TimedNeed, learned: LearnedWeights) =>
    nDCG(
      search(need, learned).map(({ id }) => id),
      judgements.get(need.id)!,
      10,
    );
  const without = later.map(({ need }) => scoreOf(need, noLearnedWeights));
  return Object.entries(parts).map(([part, only]) => {
    const scores = later.map(({ need, learned }) => scoreOf(need, only(learned)));
    const differences = scores.map((score, at) => score - without[at]!);
    const better = differences.filter((each) => each > 1e-9).length;
    const worse = differences.filter((each) => each < -1e-9).length;
    const [low, high] = bootstrap(differences);
    return `| ${name} | ${later.length} | ${part} | ${shown(mean(without))} | ${shown(mean(scores))} | ${shown(mean(differences), 4)} | ${shown(low, 4)} … ${shown(high, 4)} | ${better} / ${worse} |`;
  });
}

interface Ranked {
  id: string;
  fit: number;
  ideas: MetIdea[];
}

function rankWith(
  engine: MatchingEngine,
  needs: ReturnType<MatchingEngine["needStatistics"]>,
  need: TimedNeed,
  learned: LearnedWeights,
  byId: ReadonlyMap<string, Document>,
  thesaurus: Thesaurus,
): Ranked[] {
  const asked = new Set(profileConcepts(asDocument(need), engine.reader).mentioned);
  const taught = learned.concepts.filter(({ concept, factor }) => factor > 1 || !asked.has(concept));
  const plan = engine.plan({ query: need, needs });
  const { hits } = engine.searchPlan(plan, { top: rerankedPool });
  const explained = engine.explain(
    plan,
    hits.map(({ id }) => byId.get(id)!),
  );
  return explained
    .map((explanation) => {
      const { id, fit, reasons } = reasonsOf(explanation, plan, thesaurus, 0);
      const ideas = reasons.map(({ via, share, spans }) => ({ via, share, places: spans.map(({ field }) => field) }));
      const about = taught.length === 0 ? [] : conceptsOf(byId.get(id)!, engine);
      const lessons = taught.filter(({ concept }) => about.includes(concept));
      return { id, fit: fit * learnedFactor(learned, lessons, ideas), ideas };
    })
    .toSorted((a, b) => b.fit - a.fit || (a.id < b.id ? -1 : 1));
}

/** A person who looks at the first ten, wants those that are right, and passes on the first three that are not. */
function judge(
  need: TimedNeed,
  ranked: Ranked[],
  right: Judgements,
  engine: MatchingEngine,
  byId: ReadonlyMap<string, Document>,
): JudgedCompany[] {
  const seen = ranked.slice(0, seenByJudge);
  const asked = new Set(profileConcepts(asDocument(need), engine.reader).mentioned);
  const of =
    (isWanted: boolean) =>
    (each: Ranked): JudgedCompany => ({
      needId: need.id,
      companyId: each.id,
      isWanted,
      blamed: !isWanted && each.id.endsWith(adviceMark) ? "consulting" : null,
      concepts: new Set(conceptsOf(byId.get(each.id)!, engine)),
      asked,
      fit: each.fit,
      ideas: each.ideas,
    });
  const isRight = ({ id }: Ranked) => (right.get(id) ?? 0) > 0;
  return [
    ...seen.filter(isRight).map(of(true)),
    ...seen
      .filter((each) => !isRight(each))
      .slice(0, refusedOfSeen)
      .map(of(false)),
  ];
}

const conceptsOf = (document: Document, engine: MatchingEngine): string[] =>
  profileConcepts(document, engine.reader).about.map(({ concept }) => concept);

const asDocument = ({ id, text, language }: TimedNeed): Document => ({
  id,
  lang: language,
  name: "",
  oneLiner: text,
  description: "",
  tags: [],
  facets: {},
});

/** 95 % interval of the mean by resampling the paired differences, with a fixed sequence of random numbers. */
function bootstrap(differences: readonly number[]): [low: number, high: number] {
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const means = Array.from({ length: samples }, () =>
    mean(differences.map(() => differences[Math.floor(next() * differences.length)]!)),
  ).sort((a, b) => a - b);
  return [means[Math.floor(0.025 * samples)]!, means[Math.floor(0.975 * samples)]!];
}

const shown = (value: number, digits = 3): string => value.toFixed(digits);

if (import.meta.main) console.log(await runLearningBench());
