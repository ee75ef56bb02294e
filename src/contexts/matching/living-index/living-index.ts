import { join, resolve } from "node:path";
import { sql } from "kysely";
import { companiesChangedSince } from "#contexts/companies/index.ts";
import { otherNeedTexts } from "#contexts/needs/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { companyDocument, type ProfileField } from "../company-document.ts";
import type { Document } from "../core/engine.ts";
import type { FitRequest, IndexQuery, RankRequest, RankResult, Reasons, RemoteIndex } from "./protocol.ts";
import { openIndexInProcess, openIndexThread } from "./remote-index.ts";
import { readSnapshot, writeSnapshot } from "./snapshot.ts";

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
  /** Counts these texts in place of the base's needs until called with null; for batches on the command line. */
  weighBy(texts: { id: string; lang: string; text: string }[] | null): Promise<void>;
  /** Which of these needs look for the same as a text; a need just written is known some seconds later. */
  similarNeeds(text: string, ids: readonly string[], limit: number): Promise<{ id: string; score: number }[]>;
  status(): IndexStatus;
  /** Resolves when the first build is done; rejects when it failed. */
  ready(): Promise<void>;
  /** Reads what changed in the database since the last look. */
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

const batchSize = 500;
const firstPartialBuild = 1000;
const partialBuildFactor = 5;
const pollMs = 1000;
const needPollMs = 15_000;
const fewestChangesForRebuild = 500;
const changedShareForRebuild = 0.1;

export class LivingIndex implements MatchingIndex {
  readonly #ctx: Context;
  readonly #options: IndexOptions;
  readonly #snapshotFile: string | null;
  #host: RemoteIndex;
  #changeSeq = 0;
  #status: IndexStatus = { state: "building", indexed: 0, total: 0, builtAt: null };
  #needVersions = new Map<string, string>();
  #needsReadAt = 0;
  #needSeq = -1;
  #turn: Promise<void> = Promise.resolve();
  #rebuilding: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  readonly #ready: Promise<void>;

  constructor(platform: Platform, options: IndexOptions = {}) {
    this.#ctx = contextFor(platform, system);
    this.#options = options;
    const directory = options.directory === undefined ? join(resolve(platform.config.DATA_DIR), "index") : options.directory;
    this.#snapshotFile = directory === null || options.profileFields ? null : join(directory, "companies.index");
    this.#host = this.#open();
    this.#ready = this.#inTurn(() => this.#start());
    this.#ready.catch((error: unknown) => {
      this.#status = { ...this.#status, state: "failed" };
      if (!this.#closed) platform.log.error({ error }, "matching index could not be built");
    });
    if (!options.inProcess) this.#schedule();
  }

  rank = (request: RankRequest): Promise<RankResult> => this.#host.rank(request);
  explain = (query: IndexQuery, documents: Document[]): Promise<Reasons[]> => this.#host.explain(query, documents);
  fits = (queries: FitRequest[], document: Document): Promise<{ key: string; reasons: Reasons }[]> =>
    this.#host.fits(queries, document);
  weighBy = (texts: { id: string; lang: string; text: string }[] | null): Promise<void> => this.#host.weighBy(texts);
  similarNeeds = (text: string, ids: readonly string[], limit: number): Promise<{ id: string; score: number }[]> =>
    this.#host.similarNeeds(text, ids, limit);
  status = (): IndexStatus => this.#status;
  ready = (): Promise<void> => this.#ready;

  async refresh(): Promise<void> {
    await this.#inTurn(() => this.#follow());
    await this.#rebuilding;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#host.close();
  }

  #open(): RemoteIndex {
    const dictionaries = join(resolve(this.#ctx.platform.config.DATA_DIR), "dictionaries");
    return this.#options.inProcess ? openIndexInProcess(dictionaries) : openIndexThread(dictionaries);
  }

  /** Changes are applied one batch after the other, whoever asks for them. */
  #inTurn(run: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(run);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  #schedule(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(async () => {
      try {
        await this.#inTurn(() => this.#follow());
      } catch (error) {
        // Between two polls the database may be closed or away; the next poll tries again.
        if (!this.#closed) this.#ctx.platform.log.debug({ error }, "matching index could not follow");
        await this.#recover();
      }
      this.#schedule();
    }, pollMs);
    this.#timer.unref();
  }

  /** A thread that died (out of memory) is replaced and filled again. */
  async #recover(): Promise<void> {
    try {
      await this.#host.apply({ updates: [], removals: [] });
    } catch {
      if (this.#closed) return;
      this.#host = this.#open();
      this.#needVersions.clear();
      this.#status = { ...this.#status, state: "building" };
      await this.#inTurn(() => this.#start()).catch(() => {});
    }
  }

  async #start(): Promise<void> {
    if (!(await this.#restore())) await this.#rebuild((install) => install());
    this.#status = { ...this.#status, state: "ready" };
    await this.#follow();
  }

  async #restore(): Promise<boolean> {
    if (this.#snapshotFile === null) return false;
    const snapshot = await readSnapshot(this.#snapshotFile);
    const { baseId, changeSeq, companies } = await this.#databaseFacts();
    this.#status = { ...this.#status, total: companies };
    if (!snapshot || snapshot.facts.baseId !== baseId || snapshot.facts.changeSeq > changeSeq) return false;
    try {
      const indexed = await this.#host.load(snapshot.bytes);
      this.#changeSeq = snapshot.facts.changeSeq;
      this.#status = { state: "building", indexed, total: companies, builtAt: new Date(snapshot.facts.builtAt) };
    } catch {
      return false;
    }
    await this.#applyChanges();
    // A company that left the table without a change would stay in the index for ever.
    return this.#status.indexed === (await this.#databaseFacts()).companies;
  }

  /** Reads the whole universe; in a second thread, so that searches go on over what there is. */
  async #rebuild(inTurn: (install: () => Promise<void>) => Promise<void>): Promise<void> {
    const serving = this.#host;
    const builder = this.#options.inProcess ? serving : this.#open();
    try {
      const { bytes, changeSeq } = await this.#build(builder, serving);
      await inTurn(async () => {
        const indexed = await serving.load(bytes);
        this.#changeSeq = changeSeq;
        this.#status = { ...this.#status, indexed, total: indexed, builtAt: this.#ctx.now() };
      });
    } finally {
      if (builder !== serving) await builder.close();
    }
  }

  async #build(builder: RemoteIndex, serving: RemoteIndex): Promise<{ bytes: Uint8Array; changeSeq: number }> {
    const isFirst = this.#status.builtAt === null;
    const facts = await this.#databaseFacts();
    if (isFirst) this.#status = { ...this.#status, total: facts.companies };
    await builder.beginBuild();
    let changeSeq = 0;
    let added = 0;
    let nextPartial = firstPartialBuild;
    for (;;) {
      const changed = await companiesChangedSince(this.#ctx, changeSeq, batchSize);
      if (changed.length === 0) break;
      changeSeq = changed.at(-1)!.changeSeq;
      added = await builder.addToBuild(
        changed.filter(({ isGone }) => !isGone).map((company) => companyDocument(company, this.#options.profileFields)),
      );
      if (isFirst && added >= nextPartial && added < facts.companies) {
        const indexed = await serving.load(await builder.build());
        this.#status = { ...this.#status, indexed };
        nextPartial = added * partialBuildFactor;
      }
    }
    const bytes = await builder.build();
    await builder.beginBuild();
    if (this.#snapshotFile) await this.#save({ baseId: facts.baseId, changeSeq, companies: added }, bytes);
    return { bytes, changeSeq };
  }

  async #save(facts: { baseId: string; changeSeq: number; companies: number }, bytes: Uint8Array): Promise<void> {
    try {
      await writeSnapshot(this.#snapshotFile!, { ...facts, builtAt: this.#ctx.now().toISOString() }, bytes);
    } catch (error) {
      // A full disk costs the next start a rebuild and nothing else.
      this.#ctx.platform.log.warn({ error }, "matching index could not be saved");
    }
  }

  async #follow(): Promise<void> {
    await this.#applyChanges();
    await this.#readNeeds();
    this.#rebuildWhenWorn();
  }

  async #applyChanges(): Promise<void> {
    // Looked up without the writers' lock, which is taken only when there is something to read.
    if ((await this.#sequences()).changeSeq <= this.#changeSeq) return;
    for (;;) {
      const changed = await companiesChangedSince(this.#ctx, this.#changeSeq, batchSize);
      if (changed.length === 0) return;
      const updates = changed
        .filter(({ isGone }) => !isGone)
        .map((company) => companyDocument(company, this.#options.profileFields));
      const removals = changed.filter(({ isGone }) => isGone).map(({ id }) => id);
      const { size } = await this.#host.apply({ updates, removals });
      this.#changeSeq = changed.at(-1)!.changeSeq;
      this.#status = {
        ...this.#status,
        indexed: size,
        total: Math.max(size, this.#status.state === "building" ? this.#status.total : 0),
      };
    }
  }

  /** Only texts that changed cross to the index; autosaved drafts are not followed letter by letter. */
  async #readNeeds(): Promise<void> {
    const now = Date.now();
    if (!this.#options.inProcess && now - this.#needsReadAt < needPollMs) return;
    this.#needsReadAt = now;
    const { needSeq } = await this.#sequences();
    if (needSeq === this.#needSeq) return;
    this.#needSeq = needSeq;
    const needs = await otherNeedTexts(this.#ctx);
    const changed = needs.filter(({ id, text }) => this.#needVersions.get(id) !== text);
    const current = new Set(needs.map(({ id }) => id));
    const gone = [...this.#needVersions.keys()].filter((id) => !current.has(id));
    await this.#host.setNeeds(changed, gone);
    for (const { id, text } of changed) this.#needVersions.set(id, text);
    for (const id of gone) this.#needVersions.delete(id);
  }

  #rebuildWhenWorn(): void {
    const { indexed } = this.#status;
    if (this.#rebuilding || this.#closed) return;
    void this.#host.apply({ updates: [], removals: [] }).then(
      ({ pending }) => {
        if (this.#rebuilding || pending < Math.max(fewestChangesForRebuild, indexed * changedShareForRebuild)) return;
        this.#rebuilding = this.#rebuild((install) => this.#inTurn(install))
          .then(() => this.#inTurn(() => this.#applyChanges()))
          .catch((error: unknown) => {
            if (!this.#closed) this.#ctx.platform.log.error({ error }, "matching index could not be rebuilt");
          })
          .finally(() => {
            this.#rebuilding = null;
          });
      },
      () => {},
    );
  }

  async #sequences(): Promise<{ changeSeq: number; needSeq: number }> {
    return this.#ctx.transact(async (tx) => {
      const { rows } = await sql<{ changeSeq: number; needSeq: number }>`
        select coalesce((select max(change_seq) from app.company), 0) as change_seq,
          coalesce((select max(change_seq) from app.need), 0) as need_seq`.execute(tx);
      return rows[0]!;
    });
  }

  async #databaseFacts(): Promise<{ baseId: string; changeSeq: number; companies: number }> {
    return this.#ctx.transact(async (tx) => {
      const { rows } = await sql<{ baseId: string; changeSeq: number; companies: number }>`
        select coalesce((select id::text from app.base limit 1), 'none') as base_id,
          coalesce((select max(change_seq) from app.company), 0) as change_seq,
          (select count(*) from app.company where merged_into_id is null and archived_at is null and erased_at is null) as companies`.execute(
        tx,
      );
      return rows[0]!;
    });
  }
}

/** By database: seeds and tests wrap the platform around another clock. */
const indexes = new WeakMap<Platform["database"], LivingIndex>();

/** The index of this process; opened on first use, in a worker thread, and following the database from then on. */
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
