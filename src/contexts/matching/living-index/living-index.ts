import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { otherNeedTexts } from "#contexts/needs/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { ProfileField } from "../company-document.ts";
import type { AffinityCell, AffinityText } from "../core/affinity.ts";
import type { Calibration, Document } from "../core/engine.ts";
import type { ProfileConcepts } from "../core/profile-concepts.ts";
import { ChangeFeed, trusted } from "./change-feed.ts";
import { IndexHere, IndexThreadPool, type IndexThreads } from "./index-threads.ts";
import type { Change, FitRequest, IndexQuery, NeedText, RankRequest, RankResult, Reasons, SharedPart } from "./protocol.ts";

export interface IndexStatus {
  state: "building" | "ready" | "failed";
  /** Companies that a search finds now, and that the universe holds. */
  indexed: number;
  total: number;
  builtAt: Date | null;
}

/** The search over all companies, derived from the database; every call also answers while the index is being built. */
export interface MatchingIndex {
  rank(request: RankRequest): Promise<RankResult>;
  explain(query: IndexQuery, documents: Document[]): Promise<Reasons[]>;
  fits(queries: FitRequest[], document: Document): Promise<{ key: string; reasons: Reasons }[]>;
  profileConcepts(documents: Document[]): Promise<ProfileConcepts[]>;
  affinity(
    rows: AffinityText[],
    columns: AffinityText[],
    cells: AffinityCell[],
  ): Promise<{ fits: Float32Array; reasons: (Reasons | null)[] }>;
  /** Counts these texts in place of the base's needs until called with null; for batches on the command line. */
  weighBy(texts: NeedText[] | null): Promise<void>;
  /** Which of these needs look for the same as a text; a need just written is known some seconds later. */
  similarNeeds(text: string, ids: readonly string[], limit: number): Promise<{ id: string; score: number }[]>;
  status(): IndexStatus;
  /** Resolves when the first build is done; rejects when it failed. */
  ready(): Promise<void>;
  /** Reads what changed in the database since the last look, and waits for what that sets off. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface IndexOptions {
  /** In the caller's thread, without following changes on its own: for tests and the command line. */
  inProcess?: boolean;
  /** Where the snapshot lies; null keeps none. */
  directory?: string | null;
  /** Reads only these of a profile, and no snapshot; concepts are then those its texts mention, not those people assigned. */
  profileFields?: readonly ProfileField[];
}

const changesAtOnce = 500;
const companiesAtOnce = 1000;
const companiesAPart = 8000;
const pollMs = 1000;
const needPollMs = 15_000;
/** More changes than this are analysed on a thread that searches avoid. */
const fewChanges = 20;
const saveAfterChanges = 2000;
const saveAfterMs = 60_000;

/** An index made with one calibration: what it holds, and up to where it followed the database. */
interface Generation {
  number: number;
  calibrationId: string;
  calibration: Calibration;
  parts: SharedPart[];
  size: number;
  changeSeq: number;
  isWorn: boolean;
}

export class LivingIndex implements MatchingIndex {
  readonly #ctx: Context;
  readonly #options: IndexOptions;
  readonly #feed: ChangeFeed;
  readonly #threads: IndexThreads;
  readonly #snapshotFile: string | null;
  readonly #ready: Promise<void>;
  readonly #stopListening: () => void;
  #served: Generation | null = null;
  #generations = 0;
  #status: IndexStatus = { state: "building", indexed: 0, total: 0, builtAt: null };
  #needsReadAt = Number.NEGATIVE_INFINITY;
  #needSeq = -1;
  #unsaved = 0;
  #savedAt = performance.now();
  #mustPurge = false;
  #turn: Promise<void> = Promise.resolve();
  #background: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(platform: Platform, options: IndexOptions = {}) {
    this.#ctx = contextFor(platform, system);
    this.#options = options;
    this.#feed = new ChangeFeed(platform, options.profileFields);
    const data = resolve(platform.config.DATA_DIR);
    const directory = options.directory === undefined ? join(data, "index") : options.directory;
    this.#snapshotFile = directory === null || options.profileFields ? null : join(directory, "companies.index");
    const dictionaries = join(data, "dictionaries");
    const most = platform.config.MATCHING_THREADS ?? Math.min(4, Math.max(2, availableParallelism()));
    this.#threads = options.inProcess ? new IndexHere(dictionaries) : new IndexThreadPool(dictionaries, most);
    this.#ready = this.#inTurn(() => this.#start());
    this.#ready.catch((error: unknown) => {
      this.#status = { ...this.#status, state: "failed" };
      if (!this.#closed) platform.log.error({ error }, "matching index could not be built");
    });
    this.#stopListening = options.inProcess ? () => {} : platform.database.listen("company_change", () => this.#schedule(0));
    if (!options.inProcess) this.#schedule(pollMs);
  }

  rank = (request: RankRequest): Promise<RankResult> => this.#threads.search("rank", request);
  explain = (query: IndexQuery, documents: Document[]): Promise<Reasons[]> => this.#threads.search("explain", query, documents);
  fits = (queries: FitRequest[], document: Document): Promise<{ key: string; reasons: Reasons }[]> =>
    this.#threads.search("fits", queries, document);
  profileConcepts = (documents: Document[]): Promise<ProfileConcepts[]> => this.#threads.search("profileConcepts", documents);
  affinity = (rows: AffinityText[], columns: AffinityText[], cells: AffinityCell[]) =>
    this.#threads.search("affinity", rows, columns, cells);
  weighBy = (texts: NeedText[] | null): Promise<void> => this.#threads.tell("texts", "weighBy", texts);
  similarNeeds = (text: string, ids: readonly string[], limit: number): Promise<{ id: string; score: number }[]> =>
    this.#threads.search("similarNeeds", text, ids, limit);
  status = (): IndexStatus => this.#status;
  ready = (): Promise<void> => this.#ready;

  async refresh(): Promise<void> {
    await this.#inTurn(() => this.#follow());
    while (this.#background) await this.#background;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopListening();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#threads.close();
  }

  /** Changes are applied one after the other, whoever asks for them. */
  #inTurn(run: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(run);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  #schedule(ms: number): void {
    if (this.#closed) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      this.#timer = null;
      try {
        await this.#inTurn(() => this.#follow());
      } catch (error) {
        // Between two looks the database may be closed or away, or a thread may have died; the next look tries again.
        if (!this.#closed) this.#ctx.platform.log.debug({ error }, "matching index could not follow");
      }
      if (!this.#timer) this.#schedule(pollMs);
    }, ms);
    this.#timer.unref();
  }

  async #start(): Promise<void> {
    const restored = await this.#restore();
    if (restored) await this.#serve(restored);
    else await this.#build((next) => this.#serve(next));
    this.#status = { ...this.#status, state: "ready", total: this.#status.indexed };
    await this.#follow();
  }

  /** The saved index with what changed since, or null where it must be built anew. */
  async #restore(): Promise<Generation | null> {
    if (this.#snapshotFile === null) return null;
    const facts = await this.#feed.facts();
    this.#status = { ...this.#status, total: facts.companies };
    const number = ++this.#generations;
    try {
      const saved = await this.#threads.work("restore", this.#snapshotFile, number);
      const known = await this.#feed.calibration();
      const { baseId, changeSeq, calibration, calibrationId, builtAt } = saved.facts;
      if (baseId !== facts.baseId || changeSeq > facts.changeSeq || known?.id !== calibrationId) return null;
      await this.#threads.tell(`generation ${number}`, "prepare", number, calibration);
      const { parts, size, isWorn } = await this.#threads.work("change", number, saved.parts, [], []);
      const generation = { number, calibrationId, calibration, parts, size, changeSeq, isWorn };
      await this.#catchUp(generation);
      this.#status = { ...this.#status, builtAt: new Date(builtAt) };
      // A company that left the table without a change would stay in the index for ever.
      return generation.size === (await this.#feed.facts()).companies ? generation : null;
    } catch (error) {
      if (this.#closed) throw error;
      this.#ctx.platform.log.info({ error }, "no snapshot of the matching index to start from");
      return null;
    }
  }

  /** Reads the whole universe into a new generation; `grown` is called with each part of it, and with the whole. */
  async #build(grown: (next: Generation) => Promise<void>): Promise<Generation> {
    const facts = await this.#feed.facts();
    if (!this.#served) this.#status = { ...this.#status, total: facts.companies };
    const { id, calibration } = await this.#calibrated();
    const next: Generation = {
      number: ++this.#generations,
      calibrationId: id,
      calibration,
      parts: [],
      size: 0,
      changeSeq: 0,
      isWorn: false,
    };
    await this.#threads.tell(`generation ${next.number}`, "prepare", next.number, calibration);
    await grown(next);
    await this.#readAll(next, grown);
    if (next.parts.length > 1) {
      const sources = next.parts;
      const merged = await this.#threads.work("merge", next.number, sources);
      this.#take(next, await this.#threads.work("install", next.number, sources, sources, merged));
    }
    await this.#catchUp(next);
    await grown(next);
    this.#status = { ...this.#status, builtAt: this.#ctx.now() };
    this.#unsaved = saveAfterChanges;
    return next;
  }

  /** Parts are analysed by several threads at once, and added in the order of the changes. */
  async #readAll(next: Generation, grown: (next: Generation) => Promise<void>): Promise<void> {
    const sealing: Promise<{ part: SharedPart | null; removals: string[] }>[] = [];
    const addFirst = async () => {
      const { part, removals } = await sealing.shift()!;
      if (removals.length > 0) this.#take(next, await this.#threads.work("change", next.number, next.parts, [], removals));
      if (part) this.#take(next, await this.#threads.work("add", next.number, next.parts, part));
      await grown(next);
    };
    for (let isLast = false; !isLast; ) {
      const updates = new Map<string, Document>();
      const removals: string[] = [];
      while (updates.size < companiesAPart && !isLast) {
        const changes = await this.#feed.changesSince(next.changeSeq, companiesAtOnce);
        isLast = changes === null;
        for (const document of changes?.updates ?? []) updates.set(document.id, document);
        for (const gone of changes?.removals ?? []) {
          updates.delete(gone);
          removals.push(gone);
        }
        next.changeSeq = changes?.changeSeq ?? next.changeSeq;
        if (this.#closed) throw new Error("The index was closed while it was built.");
      }
      const sealed = this.#threads.work("seal", next.number, [...updates.values()]);
      sealing.push(sealed.then((part) => ({ part, removals })));
      // Waited for in order; one that fails meanwhile is told there.
      sealing.at(-1)!.catch(() => {});
      if (sealing.length > this.#threads.workers) await addFirst();
    }
    while (sealing.length > 0) await addFirst();
  }

  async #calibrated(): Promise<{ id: string; calibration: Calibration }> {
    const isOwn = this.#options.profileFields !== undefined;
    const known = isOwn ? null : await this.#feed.calibration();
    const isWorn = this.#served?.isWorn === true && this.#served.calibrationId === known?.id;
    if (known && !isWorn) return known;
    const calibration = trusted(await this.#threads.work("calibrate", await this.#feed.sample()));
    if (isOwn) return { id: "own", calibration };
    const { calibrationId } = await this.#feed.lastChanges();
    return this.#feed.keepCalibration(calibration, calibrationId);
  }

  async #catchUp(generation: Generation): Promise<void> {
    for (;;) {
      const changes = await this.#feed.changesSince(generation.changeSeq, changesAtOnce);
      if (!changes) return;
      const { updates, removals } = changes;
      const run = updates.length > fewChanges ? this.#threads.work : this.#threads.search;
      this.#take(
        generation,
        (await run.call(this.#threads, "change", generation.number, generation.parts, updates, removals)) as Change,
      );
      generation.changeSeq = changes.changeSeq;
      this.#unsaved += updates.length + removals.length;
      this.#mustPurge ||= changes.hasErased;
      if (generation === this.#served) await this.#serve(generation);
    }
  }

  #crowded: SharedPart[] = [];

  #take(generation: Generation, { parts, size, crowded, isWorn }: Change): void {
    generation.parts = parts;
    generation.size = size;
    generation.isWorn = isWorn;
    if (generation === this.#served) this.#crowded = crowded;
  }

  async #serve(generation: Generation): Promise<void> {
    const before = this.#served;
    this.#served = generation;
    await this.#threads.tell("parts", "serve", generation.number, generation.parts);
    if (before && before.number !== generation.number) this.#threads.forget(`generation ${before.number}`);
    const { state, total } = this.#status;
    const { size } = generation;
    this.#status = { ...this.#status, indexed: size, total: state === "building" ? Math.max(size, total) : size };
  }

  async #follow(): Promise<void> {
    const served = this.#served;
    if (!served) return;
    const last = await this.#feed.lastChanges();
    if (last.changeSeq > served.changeSeq) await this.#catchUp(served);
    await this.#readNeeds(last.needSeq);
    this.#tidy(last.calibrationId);
  }

  /** Autosaved drafts are not followed letter by letter. */
  async #readNeeds(needSeq: number): Promise<void> {
    const now = performance.now();
    if (needSeq === this.#needSeq || (!this.#options.inProcess && now - this.#needsReadAt < needPollMs)) return;
    this.#needsReadAt = now;
    this.#needSeq = needSeq;
    await this.#threads.tell("needs", "setNeeds", await otherNeedTexts(this.#ctx));
  }

  /** One thing at a time, away from searches: a new generation, joining parts, or saving. */
  #tidy(calibrationId: string | null): void {
    const served = this.#served;
    if (this.#background || this.#closed || !served) return;
    const isOutdated = calibrationId !== served.calibrationId && !this.#options.profileFields;
    const run = isOutdated || served.isWorn ? () => this.#renew() : this.#dueWork(served);
    if (!run) return;
    this.#background = run()
      .catch((error: unknown) => {
        if (!this.#closed) this.#ctx.platform.log.warn({ error }, "matching index could not be tidied");
      })
      .finally(() => {
        this.#background = null;
      });
  }

  #dueWork(served: Generation): (() => Promise<void>) | null {
    if (this.#mustPurge) return () => this.#purge(served);
    if (this.#crowded.length > 0) return () => this.#join(served, this.#crowded);
    const waited = performance.now() - this.#savedAt;
    const isDue = this.#unsaved >= saveAfterChanges || (this.#unsaved > 0 && waited > saveAfterMs);
    return isDue && this.#snapshotFile && waited > this.#saveBackOff ? () => this.#save(served) : null;
  }

  async #renew(): Promise<void> {
    const next = await this.#build(async () => {});
    await this.#inTurn(async () => {
      await this.#catchUp(next);
      await this.#serve(next);
    });
  }

  async #join(served: Generation, sources: SharedPart[]): Promise<void> {
    const merged = await this.#threads.work("merge", served.number, sources);
    await this.#inTurn(async () => {
      this.#take(served, await this.#threads.work("install", served.number, served.parts, sources, merged));
      await this.#serve(served);
    });
  }

  /** What was erased leaves the parts and the snapshot too, not only the results. */
  async #purge(served: Generation): Promise<void> {
    this.#mustPurge = false;
    const touched = served.parts.filter(({ tombstones }) => tombstones !== null);
    if (touched.length > 0) await this.#join(served, touched);
    if (this.#snapshotFile) await this.#save(served);
  }

  #saveBackOff = 0;

  async #save(served: Generation): Promise<void> {
    const unsaved = this.#unsaved;
    const { number, parts, size, changeSeq, calibration, calibrationId } = served;
    const { baseId } = await this.#feed.facts();
    const builtAt = (this.#status.builtAt ?? this.#ctx.now()).toISOString();
    const facts = { baseId, changeSeq, companies: size, builtAt, calibration, calibrationId };
    this.#savedAt = performance.now();
    try {
      await this.#threads.work("save", this.#snapshotFile!, facts, number, parts);
      this.#unsaved -= unsaved;
      this.#saveBackOff = 0;
    } catch (error) {
      // A full disk costs the next start some work and nothing else; the older snapshot stays.
      this.#saveBackOff = saveAfterMs * 10;
      if (!this.#closed) this.#ctx.platform.log.warn({ error }, "matching index could not be saved");
    }
  }
}

/** By database: seeds and tests wrap the platform around another clock. */
const indexes = new WeakMap<Platform["database"], LivingIndex>();

/** The index of this process; opened on first use, in worker threads, and following the database from then on. */
export function matchingIndex(platform: Platform): MatchingIndex {
  let index = indexes.get(platform.database);
  if (!index) {
    index = new LivingIndex(platform);
    indexes.set(platform.database, index);
  }
  return index;
}

/** Opens the platform's index on purpose and waits until it is complete. */
export async function openMatchingIndex(platform: Platform, options: IndexOptions = {}): Promise<MatchingIndex> {
  const index = indexes.get(platform.database) ?? new LivingIndex(platform, options);
  indexes.set(platform.database, index);
  await index.ready();
  return index;
}
