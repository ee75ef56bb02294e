import de from "#locales/de/taxonomy.json" with { type: "json" };
import en from "#locales/en/taxonomy.json" with { type: "json" };
import ru from "#locales/ru/taxonomy.json" with { type: "json" };
import zh from "#locales/zh-CN/taxonomy.json" with { type: "json" };
import type { Status } from "../company.ts";
import { type Field, fields, type Stage, stages, type Topic, topics, topicsOfField } from "../fields.ts";

const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[_\-\s]+/g, " ")
    .trim();

const wordsOfStage: Record<Stage, string> = {
  idea: "idea, concept, 想法, 创意, 概念, 概念阶段, idee, konzept, идея, концепция",
  prototype: "prototype, mvp, pre seed, poc, 原型, 样机, 种子前, prototyp, vorgründung, прототип, пре сид",
  seed: "seed, early, early stage, angel, pre a, pre series a, seed round, seed plus, 种子轮, 天使轮, 天使, 种子, 天使+轮, pre a轮, pre a+轮, 初创, 初创期, 早期, 种子+轮, seed phase, seed runde, frühphase, gründungsphase, startphase, business angel, посевная, посев, сид, ранняя, ранняя стадия, ангельский раунд, бизнес ангел",
  "series-a": "series a, a, round a, a轮, pre b轮, a+轮, a++轮, a1轮, a2轮, serie a, a runde, раунд a, раунд а, серия a, серия а",
  "series-b": "series b, b, round b, b轮, b+轮, b++轮, b1轮, b2轮, serie b, b runde, раунд b, раунд б, серия b, серия б",
  growth:
    "growth, late stage, scale up, scaleup, expansion, series c, series d, series e, series f, series g, series h, c, d, e, f, ipo, pre ipo, public, listed, mature, private equity, strategic, strategic investment, post ipo, c轮, c+轮, d轮, d+轮, e轮, e+轮, f轮, f+轮, g轮, h轮, pre ipo轮, f轮 上市前, 上市, 已上市, ipo上市, ipo上市后, 新三板, 新三板定增, 战略投资, 战略融资, 成长期, 扩张期, 成熟期, 并购, 被收购, 定向增发, wachstum, wachstumsphase, spätphase, serie c, serie d, serie e, börsennotiert, рост, стадия роста, поздняя стадия, масштабирование, раунд c, раунд с, раунд d, раунд e, серия c, серия d",
};

const wordsOfStatus: Record<Exclude<Status, "unknown">, string> = {
  active:
    "active, 未上市, 已转型, operating, operational, alive, running, open, live, 运营中, 正常, 存续, 在业, 活跃, 开业, 营业中, 在营, aktiv, tätig, in betrieb, активна, активный, активная, действует, действующая, работает",
  inactive:
    "inactive, closed, dead, defunct, dissolved, shut down, shutdown, bankrupt, out of business, ceased, 已关闭, 关闭, 停运, 注销, 吊销, 已注销, 倒闭, 停业, 未上线, 已停运, 破产, inaktiv, geschlossen, aufgelöst, insolvent, erloschen, liquidiert, неактивна, закрыта, закрыт, ликвидирована, банкрот, не действует",
  acquired:
    "acquired, merged, exited, exit, m&a, 已被收购, 被收购, 并购, 已收购, 已并购, übernommen, verkauft, aufgekauft, fusioniert, приобретена, куплена, поглощена, приобретен",
  public: "public, ipo, listed, publicly traded, 已上市, 上市, 上市公司, börsennotiert, публичная, торгуется на бирже",
};

const lookup = <Value extends string>(lists: Record<Value, string>): Map<string, Value> =>
  new Map(
    Object.entries<string>(lists).flatMap(([value, list]) =>
      list.split(", ").map((word) => [fold(word), value as Value] as const),
    ),
  );

const stageOfWord = new Map<string, Stage>([...stages.map((stage) => [fold(stage), stage] as const), ...lookup(wordsOfStage)]);
const statusOfWord = lookup(wordsOfStatus);

export const stageOf = (text: string): Stage | null =>
  stageOfWord.get(fold(text)) ?? stageOfWord.get(fold(text).replace(/ (stage|round|phase|runde)$/, "")) ?? null;

/** A stock exchange and its number ("港交所：1810") says that the firm is listed. */
export const statusOf = (text: string): Status | null =>
  statusOfWord.get(fold(text)) ??
  (/交易所|港交所|上交所|深交所|科创板|创业板|纳斯达克|纽交所|nasdaq|nyse|hkex|euronext|börse|биржа/i.test(text)
    ? "public"
    : null);

type Labels = { fields: Record<string, string>; topics: Record<string, string> };
const catalogues: Labels[] = [en, zh, de, ru];

const byLabel = <Id extends string>(ids: readonly Id[], kind: keyof Labels): Map<string, Id> =>
  new Map(
    ids.flatMap((id) => [[fold(id), id] as const, ...catalogues.map((labels) => [fold(labels[kind][id] ?? id), id] as const)]),
  );

const fieldOfLabel = byLabel<Field>(fields, "fields");
const topicOfLabel = byLabel<Topic>(topics, "topics");
const fieldOfTopic = new Map<Topic, Field>(
  fields.flatMap((field) => topicsOfField[field].map((topic) => [topic as Topic, field] as const)),
);

/** The field a label or id names in any of the four languages. */
export const fieldOf = (text: string): Field | null => fieldOfLabel.get(fold(text)) ?? null;
export const topicOf = (text: string): Topic | null => topicOfLabel.get(fold(text)) ?? null;
export const fieldWithTopic = (topic: Topic): Field => fieldOfTopic.get(topic)!;
