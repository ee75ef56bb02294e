import { documentVersion } from "../company-document.ts";
import type { Calibration, Document } from "../core/engine.ts";
import { type ChangeFeed, type KnownCalibration, trusted } from "./change-feed.ts";
import type { IndexThreads } from "./index-threads.ts";
import type { Change, SharedPart } from "./protocol.ts";

/** An index made with one calibration: what it holds, and up to where it followed the database. */
export interface Generation {
  number: number;
  calibrationId: string;
  calibration: Calibration;
  parts: SharedPart[];
  size: number;
  /** Parts that should be joined in the background. */
  crowded: SharedPart[];
  /** The calibration that the texts ask for, where its own no longer fits them. */
  worn: Calibration | null;
  changeSeq: number;
  /** Changes since it was last saved. */
  unsaved: number;
  /** Something was erased that its parts, and the snapshot, still hold. */
  mustPurge: boolean;
}

/** So many changes are analysed within a tenth of a second, quicker than another thread is opened for them. */
const fewChanges = 100;
const manyChanges = 500;
const companiesAtOnce = 1000;
/** The first parts are smaller, so that something is found soon and progress is seen. */
const companiesAFirstPart = 1000;
const companiesAPart = 8000;

interface Following {
  /** Called after each batch. */
  applied?: () => void;
  /** There is much to follow: large batches, away from searches. */
  isBehind?: boolean;
  mostBatches?: number;
}

/** Makes generations and keeps them up with the database; the caller decides which one answers. */
export class GenerationMaker {
  readonly #feed: ChangeFeed;
  readonly #threads: IndexThreads;
  /** Reads part of the profiles only, and shares nothing with other indexes. */
  readonly #isOwn: boolean;
  #made = 0;

  constructor(feed: ChangeFeed, threads: IndexThreads, { isOwn }: { isOwn: boolean }) {
    this.#feed = feed;
    this.#threads = threads;
    this.#isOwn = isOwn;
  }

  /** The saved index with what changed since, and when it was built; throws where it must be built anew. */
  restore(file: string): Promise<{ generation: Generation; builtAt: Date }> {
    return this.#making((number) => this.#restore(file, number));
  }

  async #restore(file: string, number: number): Promise<{ generation: Generation; builtAt: Date }> {
    const { facts, parts } = await this.#threads.work("restore", file, number);
    const { baseId, changeSeq, calibration, calibrationId } = facts;
    const [database, known] = [await this.#feed.facts(), await this.#feed.calibration()];
    if (baseId !== database.baseId || changeSeq > database.changeSeq) throw new Error("It is of another base.");
    if (known?.id !== calibrationId) throw new Error("It is measured by other lengths than the other indexes of this base.");
    this.#threads.tell(topicOf(number), "prepare", number, calibration);
    const generation = { ...empty(number, { id: calibrationId, calibration }), parts, changeSeq };
    take(generation, await this.#threads.work("change", number, parts, [], []));
    if (!(await this.#holdsAll(generation))) throw new Error("It does not hold what the database holds.");
    return { generation, builtAt: new Date(facts.builtAt) };
  }

  /** A company that left the table without a change would stay in the index for ever. Counted until nothing changes meanwhile. */
  async #holdsAll(generation: Generation): Promise<boolean> {
    await this.catchUp(generation);
    for (;;) {
      const { changeSeq } = generation;
      const { companies, isExact } = await this.#feed.count();
      if (!isExact || generation.size === companies) return true;
      await this.catchUp(generation);
      if (generation.changeSeq === changeSeq) return false;
    }
  }

  /** Reads the whole universe; `grown` is called with each part added. `worn` is the generation whose calibration no longer fits. */
  build(worn: Generation | null, grown: (next: Generation) => void): Promise<Generation> {
    return this.#making((number) => this.#build(number, worn, grown));
  }

  async #build(number: number, worn: Generation | null, grown: (next: Generation) => void): Promise<Generation> {
    const next = empty(number, await this.#calibrated(worn));
    this.#threads.tell(topicOf(number), "prepare", number, next.calibration);
    grown(next);
    await this.#readAll(next, grown);
    for (const group of await this.#threads.work("groups", next.parts)) await this.join(next, group);
    await this.catchUp(next);
    grown(next);
    return next;
  }

  /** Threads are not told for ever of a generation that could not be made. */
  async #making<Made>(make: (number: number) => Promise<Made>): Promise<Made> {
    const number = ++this.#made;
    try {
      return await make(number);
    } catch (error) {
      this.#threads.forget(topicOf(number));
      throw error;
    }
  }

  /** Applies what changed since, batch by batch; false where there may be more than so many batches. */
  async catchUp(
    generation: Generation,
    { applied = () => {}, isBehind = true, mostBatches = Number.POSITIVE_INFINITY }: Following = {},
  ): Promise<boolean> {
    for (let batch = 0; batch < mostBatches; batch++) {
      const changes = await this.#feed.changesSince(generation.changeSeq, isBehind ? manyChanges : fewChanges);
      if (!changes) return true;
      const { updates, removals } = changes;
      const { number, parts } = generation;
      const change =
        updates.length > fewChanges
          ? await this.#threads.work("change", number, parts, updates, removals)
          : await this.#threads.search("change", number, parts, updates, removals);
      take(generation, change);
      generation.changeSeq = changes.changeSeq;
      generation.unsaved += updates.length + removals.length;
      generation.mustPurge ||= changes.hasErased;
      applied();
    }
    return false;
  }

  /** Makes one part of several; `install` runs when the others may no longer change. */
  async join(
    generation: Generation,
    sources: SharedPart[],
    install: (run: () => Promise<void>) => Promise<void> = (run) => run(),
  ): Promise<void> {
    const merged = await this.#threads.work("merge", generation.number, sources);
    await install(async () => {
      take(generation, await this.#threads.work("install", generation.number, generation.parts, sources, merged));
    });
  }

  async save(file: string, generation: Generation, builtAt: Date): Promise<void> {
    const { number, parts, size, changeSeq, calibration, calibrationId } = generation;
    const { baseId } = await this.#feed.facts();
    const made = { documentVersion, baseId, builtAt: builtAt.toISOString() };
    const facts = { ...made, changeSeq, companies: size, calibration, calibrationId };
    await this.#threads.work("save", file, facts, number, parts);
  }

  forget(generation: Generation): void {
    this.#threads.forget(topicOf(generation.number));
  }

  /** Several threads analyse parts at once; they are added in the order of the changes. */
  async #readAll(next: Generation, grown: (next: Generation) => void): Promise<void> {
    const sealing: Promise<{ part: SharedPart | null; removals: string[] }>[] = [];
    const addFirst = async () => {
      const { part, removals } = await sealing.shift()!;
      if (removals.length > 0) take(next, await this.#threads.work("change", next.number, next.parts, [], removals));
      if (part) take(next, await this.#threads.work("add", next.number, next.parts, part));
      grown(next);
    };
    let size = companiesAFirstPart;
    for (let isLast = false; !isLast; size = Math.min(2 * size, companiesAPart)) {
      const { updates, removals, ...read } = await this.#readPart(next.changeSeq, size);
      next.changeSeq = read.changeSeq;
      isLast = read.isLast;
      const sealed = this.#threads.work("seal", next.number, updates).then((part) => ({ part, removals }));
      // Waited for in order; one that fails meanwhile is told there.
      sealed.catch(() => {});
      sealing.push(sealed);
      if (sealing.length > this.#threads.workers) await addFirst();
    }
    while (sealing.length > 0) await addFirst();
  }

  async #readPart(
    after: number,
    size: number,
  ): Promise<{ updates: Document[]; removals: string[]; changeSeq: number; isLast: boolean }> {
    const updates = new Map<string, Document>();
    const removals: string[] = [];
    for (let changeSeq = after; ; ) {
      const changes = await this.#feed.changesSince(changeSeq, companiesAtOnce);
      for (const document of changes?.updates ?? []) updates.set(document.id, document);
      for (const id of changes?.removals ?? []) {
        updates.delete(id);
        removals.push(id);
      }
      changeSeq = changes?.changeSeq ?? changeSeq;
      if (!changes || updates.size >= size) return { updates: [...updates.values()], removals, changeSeq, isLast: !changes };
    }
  }

  async #calibrated(worn: Generation | null): Promise<KnownCalibration> {
    const known = this.#isOwn ? null : await this.#feed.calibration();
    if (known && known.id !== worn?.calibrationId) return known;
    const calibration = worn?.worn ?? trusted(await this.#threads.work("calibrate", await this.#feed.sample()));
    return this.#isOwn ? { id: "own", calibration } : this.#feed.keepCalibration(calibration, known?.id ?? null);
  }
}

const topicOf = (number: number): string => `generation ${number}`;

function empty(number: number, { id, calibration }: KnownCalibration): Generation {
  return {
    number,
    calibrationId: id,
    calibration,
    parts: [],
    size: 0,
    crowded: [],
    worn: null,
    changeSeq: 0,
    unsaved: 0,
    mustPurge: false,
  };
}

const take = (generation: Generation, change: Change): void => void Object.assign(generation, change);
