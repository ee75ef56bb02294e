import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { otherNeedTexts } from "#contexts/needs/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { untilItSucceeds } from "./again.ts";
import { AwaitedChanges } from "./awaited-changes.ts";
import { ChangeFeed } from "./change-feed.ts";
import { type Generation, GenerationMaker } from "./generation.ts";
import { IndexHere, IndexThreadPool, type IndexThreads } from "./index-threads.ts";
import type { IndexOptions, IndexSearches, IndexStatus, MatchingIndex } from "./matching-index.ts";
import type { NeedText, SharedPart } from "./protocol.ts";
import { Saving, saveAfterChanges } from "./saving.ts";

const pollMs = 1000;
const settleMs = 1000;
/** Who has written more than this waits in vain for the index to follow within a moment. */
const mostAwaited = 1000;
const batchesAStep = 4;
/** Beyond so many changes following goes by work that searches need not wait for, before that by what is quickest. */
const manyChanges = 5000;
/** Failures in a row that somebody should hear of. */
const toldFailures = 5;
const needPollMs = 15_000;
const renewAtMostEveryMs = 600_000;
const tidyAgainAfterMs = 60_000;

export class LivingIndex implements MatchingIndex {
  readonly #ctx: Context;
  readonly #options: IndexOptions;
  readonly #feed: ChangeFeed;
  readonly #threads: IndexThreads;
  readonly #maker: GenerationMaker;
  readonly #snapshotFile: string | null;
  readonly #saving: Saving | null;
  readonly #ready: Promise<void>;
  readonly #stopListening: () => void;
  #served: Generation | null = null;
  /** What is served was read to its end; a build that failed leaves part of one, which nothing may follow. */
  #isWhole = false;
  #status: IndexStatus = { state: "building", indexed: 0, total: 0, builtAt: null };
  #needsReadAt = Number.NEGATIVE_INFINITY;
  #needSeq = -1;
  #builtAt = Number.NEGATIVE_INFINITY;
  #tidyFrom = Number.NEGATIVE_INFINITY;
  #turn: Promise<unknown> = Promise.resolve();
  #background: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  #failures = 0;
  readonly #awaited = new AwaitedChanges();

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
    const write = (file: string, generation: Generation) =>
      this.#maker.save(file, generation, this.#status.builtAt ?? this.#ctx.now());
    this.#saving = this.#snapshotFile === null ? null : new Saving(this.#snapshotFile, write, (message) => this.#warn(message));
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
    const { changeSeq } = await this.#feed.lastChanges();
    const behind = this.#served ? changeSeq - this.#served.changeSeq : 0;
    // An import may write faster than the index follows; nobody waits for the end of that.
    if (behind <= 0 || behind > mostAwaited) return;
    this.#inTurn(() => this.#follow()).catch(() => {});
    await this.#awaited.reaching(changeSeq, settleMs);
  }

  async refresh(): Promise<void> {
    await this.#inTurn(async () => {
      while (!(await this.#follow()));
    });
    while (this.#background) await this.#background;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopListening();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#threads.close();
  }

  /** Changes are applied one after the other, whoever asks for them. */
  #inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(run);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  #schedule(ms: number): void {
    if (this.#closed) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      this.#timer = null;
      let isLevel = true;
      try {
        isLevel = await this.#inTurn(() => this.#follow());
        this.#failures = 0;
      } catch (error) {
        // Between two looks the database may be away, or a thread may have died; the next look tries again.
        const level = ++this.#failures === toldFailures ? "warn" : "debug";
        if (!this.#closed) this.#ctx.platform.log[level]({ error }, "matching index could not follow changes; it tries again");
      }
      if (!this.#timer) this.#schedule(isLevel ? pollMs : 0);
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
    const restored = this.#isWhole ? null : await this.#restore();
    if (restored) this.#serve(restored);
    // Read once and told to all threads; in one process each is read when a search first needs it.
    const read = this.#options.inProcess ? null : this.#threads.work("shareDictionaries");
    const dictionaries = read?.then((shared) => this.#threads.tell("dictionaries", "useDictionaries", shared));
    dictionaries?.catch(() => {});
    if (!restored && !this.#isWhole) await this.#build((next) => this.#serve(next));
    this.#isWhole = true;
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

  async #build(grown: (next: Generation) => void): Promise<Generation> {
    const next = await this.#maker.build(this.#served?.worn ? this.#served : null, (generation) => {
      if (this.#closed) throw new Error("The index was closed while it was built.");
      grown(generation);
    });
    this.#status = { ...this.#status, builtAt: this.#ctx.now() };
    this.#builtAt = performance.now();
    next.unsaved = saveAfterChanges;
    return next;
  }

  #serve(generation: Generation): void {
    const before = this.#served;
    this.#served = generation;
    this.#threads.tell("parts", "serve", generation.number, generation.parts);
    if (before && before !== generation) this.#maker.forget(before);
    this.#awaited.reached(generation.changeSeq);
    const { state, total } = this.#status;
    const { size } = generation;
    this.#status = { ...this.#status, indexed: size, total: state === "building" ? Math.max(size, total) : size };
  }

  /** In steps, so that other work has its turn while an import writes; false where there may be more to follow. */
  async #follow(): Promise<boolean> {
    const served = this.#served;
    if (!served) return true;
    const last = await this.#feed.lastChanges();
    const isLevel =
      last.changeSeq <= served.changeSeq ||
      (await this.#maker.catchUp(served, {
        applied: () => this.#serve(served),
        isBehind: last.changeSeq - served.changeSeq > manyChanges,
        mostBatches: batchesAStep,
      }));
    await this.#readNeeds(last.needSeq);
    this.#tidy(last.calibrationId);
    return isLevel;
  }

  /** Autosaved drafts are not followed letter by letter. */
  async #readNeeds(needSeq: number): Promise<void> {
    const now = performance.now();
    if (needSeq === this.#needSeq || (!this.#options.inProcess && now - this.#needsReadAt < needPollMs)) return;
    this.#needsReadAt = now;
    this.#needSeq = needSeq;
    this.#threads.tell("needs", "setNeeds", await otherNeedTexts(this.#ctx));
  }

  #warn(message: string, error?: unknown): void {
    if (!this.#closed) this.#ctx.platform.log.warn({ error }, message);
  }

  /** One thing at a time, away from searches: a new generation, joining parts, or saving. */
  #tidy(calibrationId: string | null): void {
    const served = this.#served;
    if (this.#background || this.#closed || !served || performance.now() < this.#tidyFrom) return;
    const isOutdated = calibrationId !== served.calibrationId && !this.#options.profileFields;
    const isWorn = served.worn !== null && performance.now() - this.#builtAt > renewAtMostEveryMs;
    // A rebuild may take minutes, so what was erased goes first.
    const mustRenew = !served.mustPurge && (isOutdated || isWorn);
    const run = mustRenew ? () => this.#renew() : this.#dueWork(served);
    if (!run) return;
    this.#background = run()
      .catch((error: unknown) => {
        this.#tidyFrom = performance.now() + tidyAgainAfterMs;
        this.#warn("matching index could not be tidied", error);
      })
      .finally(() => {
        this.#background = null;
      });
  }

  #dueWork(served: Generation): (() => Promise<void>) | null {
    if (served.mustPurge) return () => this.#purge(served);
    if (served.crowded.length > 0) return () => this.#join(served, served.crowded);
    const saving = this.#saving;
    return saving?.isDue(served) ? () => saving.save(served) : null;
  }

  async #renew(): Promise<void> {
    const next = await this.#build(() => {});
    await this.#inTurn(async () => {
      await this.#maker.catchUp(next);
      this.#serve(next);
    });
  }

  async #join(served: Generation, sources: SharedPart[]): Promise<void> {
    await this.#maker.join(served, sources, (install) =>
      this.#inTurn(async () => {
        await install();
        this.#serve(served);
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
    await this.#saving?.purge(served);
  }
}
