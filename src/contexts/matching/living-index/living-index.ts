import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { otherNeedTexts } from "#contexts/needs/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { untilItSucceeds } from "./again.ts";
import { ChangeFeed } from "./change-feed.ts";
import { type Generation, GenerationMaker } from "./generation.ts";
import { IndexHere, IndexThreadPool, type IndexThreads } from "./index-threads.ts";
import type { IndexOptions, IndexSearches, IndexStatus, MatchingIndex } from "./matching-index.ts";
import type { NeedText, SharedPart } from "./protocol.ts";

export type { IndexOptions, IndexStatus, MatchingIndex };

const pollMs = 1000;
const settleMs = 1000;
const needPollMs = 15_000;
const saveAfterChanges = 2000;
const saveAfterMs = 60_000;
/** After a failed save, which a full disk makes fail again. */
const saveAgainAfterMs = 600_000;
const renewAtMostEveryMs = 600_000;
const tidyAgainAfterMs = 60_000;

export class LivingIndex implements MatchingIndex {
  readonly #ctx: Context;
  readonly #options: IndexOptions;
  readonly #feed: ChangeFeed;
  readonly #threads: IndexThreads;
  readonly #maker: GenerationMaker;
  readonly #snapshotFile: string | null;
  readonly #ready: Promise<void>;
  readonly #stopListening: () => void;
  #served: Generation | null = null;
  /** What is served was read to its end; a build that failed leaves part of one, which nothing may follow. */
  #isWhole = false;
  #status: IndexStatus = { state: "building", indexed: 0, total: 0, builtAt: null };
  #needsReadAt = Number.NEGATIVE_INFINITY;
  #needSeq = -1;
  #builtAt = Number.NEGATIVE_INFINITY;
  #savedAt = performance.now();
  #saveFailed = false;
  #tidyFrom = Number.NEGATIVE_INFINITY;
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
    this.#maker = new GenerationMaker(this.#feed, this.#threads, { isOwn: options.profileFields !== undefined });
    this.#ready = this.#inTurn(() => untilItSucceeds(() => this.#start(), this.#startFailed));
    this.#ready.catch(() => {});
    this.#stopListening = options.inProcess ? () => {} : platform.database.listen("company_change", () => this.#schedule(0));
    if (!options.inProcess) this.#schedule(pollMs);
  }

  rank: IndexSearches["rank"] = (...asked) => this.#threads.search("rank", ...asked);
  list: IndexSearches["list"] = (...asked) => this.#threads.search("list", ...asked);
  explain: IndexSearches["explain"] = (...asked) => this.#threads.search("explain", ...asked);
  fits: IndexSearches["fits"] = (...asked) => this.#threads.search("fits", ...asked);
  profileConcepts: IndexSearches["profileConcepts"] = (...asked) => this.#threads.search("profileConcepts", ...asked);
  affinity: IndexSearches["affinity"] = (...asked) => this.#threads.search("affinity", ...asked);
  similarNeeds: IndexSearches["similarNeeds"] = (...asked) => this.#threads.search("similarNeeds", ...asked);
  closest: IndexSearches["closest"] = (...asked) => this.#threads.search("closest", ...asked);
  weighBy = async (texts: NeedText[] | null): Promise<void> => this.#threads.tell("texts", "weighBy", texts);
  serveVectors = async (memories: WebAssembly.Memory[]): Promise<void> => this.#threads.tell("vectors", "serveVectors", memories);
  status = (): IndexStatus => this.#status;
  ready = (): Promise<void> => this.#ready;

  async settle(): Promise<void> {
    const served = this.#served;
    if (!served || (await this.#feed.lastChanges()).changeSeq <= served.changeSeq) return;
    const followed = this.#inTurn(() => this.#follow()).catch(() => {});
    await Promise.race([followed, pause(settleMs)]);
  }

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

  #startFailed = (error: unknown, waitMs: number): void => {
    this.#status = { ...this.#status, state: "failed" };
    if (this.#closed) throw error;
    const next = this.#options.inProcess ? "" : `; it is tried again in ${waitMs / 1000} s`;
    this.#ctx.platform.log.error({ error }, `matching index could not be built${next}`);
    if (this.#options.inProcess) throw error;
  };

  async #start(): Promise<void> {
    if (this.#closed) throw new Error("The index is closed.");
    const { companies } = await this.#feed.count();
    this.#status = { ...this.#status, state: "building", total: companies };
    // Read once and told to all threads; in one process each is read when a search first needs it.
    const read = this.#options.inProcess ? null : this.#threads.work("shareDictionaries");
    const dictionaries = read?.then((shared) => this.#threads.tell("dictionaries", "useDictionaries", shared));
    dictionaries?.catch(() => {});
    if (!this.#isWhole) {
      const restored = await this.#restore();
      if (restored) await this.#serve(restored);
      else await this.#build((next) => this.#serve(next));
      this.#isWhole = true;
    }
    await dictionaries;
    await this.#follow();
    this.#status = { ...this.#status, state: "ready", total: this.#status.indexed };
  }

  async #restore(): Promise<Generation | null> {
    if (this.#snapshotFile === null) return null;
    try {
      const { generation, builtAt } = await this.#maker.restore(this.#snapshotFile);
      this.#status = { ...this.#status, builtAt };
      return generation;
    } catch (error) {
      if (this.#closed) throw error;
      const reason = (error as Error).message.split("\n")[0];
      this.#ctx.platform.log.info({ reason }, "no snapshot of the matching index to start from");
      return null;
    }
  }

  async #build(grown: (next: Generation) => Promise<void>): Promise<Generation> {
    const next = await this.#maker.build(this.#served?.isWorn ? this.#served : null, async (generation) => {
      if (this.#closed) throw new Error("The index was closed while it was built.");
      await grown(generation);
    });
    this.#status = { ...this.#status, builtAt: this.#ctx.now() };
    this.#builtAt = performance.now();
    next.unsaved = saveAfterChanges;
    return next;
  }

  async #catchUp(generation: Generation): Promise<void> {
    await this.#maker.catchUp(generation, async () => {
      if (generation === this.#served) await this.#serve(generation);
    });
  }

  async #serve(generation: Generation): Promise<void> {
    const before = this.#served;
    this.#served = generation;
    await this.#threads.tell("parts", "serve", generation.number, generation.parts);
    if (before && before !== generation) this.#maker.forget(before);
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
    if (this.#background || this.#closed || !served || performance.now() < this.#tidyFrom) return;
    const isOutdated = calibrationId !== served.calibrationId && !this.#options.profileFields;
    const isWorn = served.isWorn && performance.now() - this.#builtAt > renewAtMostEveryMs;
    // A rebuild may take minutes, so what was erased goes first.
    const mustRenew = !served.mustPurge && (isOutdated || isWorn);
    const run = mustRenew ? () => this.#renew() : this.#dueWork(served);
    if (!run) return;
    this.#background = run()
      .catch((error: unknown) => {
        this.#tidyFrom = performance.now() + tidyAgainAfterMs;
        if (!this.#closed) this.#ctx.platform.log.warn({ error }, "matching index could not be tidied");
      })
      .finally(() => {
        this.#background = null;
      });
  }

  #dueWork(served: Generation): (() => Promise<void>) | null {
    if (served.mustPurge) return () => this.#purge(served);
    if (served.crowded.length > 0) return () => this.#join(served, served.crowded);
    if (!this.#snapshotFile || served.unsaved === 0) return null;
    const waited = performance.now() - this.#savedAt;
    const isDue = this.#saveFailed ? waited > saveAgainAfterMs : served.unsaved >= saveAfterChanges || waited > saveAfterMs;
    return isDue ? () => this.#save(served) : null;
  }

  async #renew(): Promise<void> {
    const next = await this.#build(async () => {});
    await this.#inTurn(async () => {
      await this.#catchUp(next);
      await this.#serve(next);
    });
  }

  async #join(served: Generation, sources: SharedPart[]): Promise<void> {
    await this.#maker.join(served, sources, (install) =>
      this.#inTurn(async () => {
        await install();
        await this.#serve(served);
      }),
    );
  }

  /** What was erased leaves the parts and the snapshot too, not only the results. */
  async #purge(served: Generation): Promise<void> {
    served.mustPurge = false;
    const touched = served.parts.filter(({ tombstones }) => tombstones !== null);
    try {
      if (touched.length > 0) await this.#join(served, touched);
    } catch (error) {
      served.mustPurge = true;
      throw error;
    }
    if (this.#snapshotFile) await this.#save(served);
  }

  async #save(served: Generation): Promise<void> {
    const { unsaved } = served;
    this.#savedAt = performance.now();
    try {
      await this.#maker.save(this.#snapshotFile!, served, this.#status.builtAt ?? this.#ctx.now());
      served.unsaved -= unsaved;
      this.#saveFailed = false;
    } catch (error) {
      // A full disk costs the next start some work and nothing else; the older snapshot stays.
      this.#saveFailed = true;
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
