import { Bitset } from "../core/bitset.ts";
import { averagesOf } from "../core/builder.ts";
import type { TextAnalysis } from "../core/document.ts";
import { type Calibration, type Document, type EngineOptions, type IndexPart, MatchingEngine } from "../core/engine.ts";
import { indexFileBytes, readIndexFile } from "../core/index-file.ts";
import {
  aliveInAll,
  lengthsOf,
  smallParts,
  Tombstones,
  withinMemory,
  withMerged,
  withoutIds,
  withSegment,
  worthMerging,
} from "../core/parts.ts";
import { Segment } from "../core/segment.ts";
import { calibrate } from "../core/text-analysis.ts";
import type { Change, SavedIndex, SharedPart } from "./protocol.ts";
import { readSnapshot, type SnapshotFacts, snapshotFacts, writeSnapshot } from "./snapshot.ts";

const WORN_BY = 0.25;
const LEAST_FOR_WEAR = 1000;

let made = 0;

/** Makes and joins parts, and knows the generations they belong to; the half of a thread that searches do not need. */
export class IndexMaker {
  readonly #options: EngineOptions;
  readonly #analysis: TextAnalysis;
  readonly #nameOf: () => string;
  readonly #engines = new Map<number, MatchingEngine>();
  readonly #segments = new Map<string, Segment>();

  /** `thread` tells apart what several threads make. */
  constructor(options: EngineOptions, analysis: TextAnalysis, thread: string) {
    this.#options = options;
    this.#analysis = analysis;
    this.#nameOf = () => `${thread}-${made++}`;
  }

  calibrate(sample: Document[]): Calibration {
    return calibrate(sample, this.#analysis, this.#options.fields);
  }

  prepare(generation: number, calibration: Calibration): MatchingEngine {
    const engine = this.#engines.get(generation) ?? new MatchingEngine(calibration, this.#options, [], this.#analysis);
    this.#engines.set(generation, engine);
    return engine;
  }

  engine(generation: number): MatchingEngine {
    const engine = this.#engines.get(generation);
    if (!engine) throw new Error(`The index thread was not told of generation ${generation}.`);
    return engine;
  }

  /** The engine that answers from now on; older generations are forgotten, with the segments nobody uses. */
  serve(generation: number, parts: SharedPart[]): MatchingEngine {
    const engine = this.engine(generation);
    engine.adopt(this.#open(parts));
    for (const known of this.#engines.keys()) if (known < generation) this.#engines.delete(known);
    const used = new Set(parts.map(({ id }) => id));
    for (const id of this.#segments.keys()) if (!used.has(id)) this.#segments.delete(id);
    return engine;
  }

  change(generation: number, parts: SharedPart[], updates: Document[], removals: string[]): Change {
    const engine = this.engine(generation);
    const remaining = withoutIds(this.#open(parts), removals);
    const changed = updates.length > 0 ? withSegment(remaining, engine.seal(updates)) : remaining;
    return this.#closed(engine, changed);
  }

  seal(generation: number, documents: Document[]): SharedPart | null {
    const segment = this.engine(generation).seal(documents);
    return segment.header.documents > 0 ? this.#share({ segment, tombstones: undefined }) : null;
  }

  add(generation: number, parts: SharedPart[], sealed: SharedPart): Change {
    const [part] = this.#open([sealed]) as [IndexPart];
    return this.#closed(this.engine(generation), withSegment(this.#open(parts), part.segment));
  }

  groups(parts: SharedPart[]): SharedPart[][] {
    return withinMemory(this.#open(parts))
      .filter((group) => group.length > 1 || group[0]?.tombstones)
      .map((group) => group.map((part) => this.#share(part)));
  }

  merge(generation: number, sources: SharedPart[]): SharedPart {
    return this.#share({ segment: this.engine(generation).merge(this.#open(sources)), tombstones: undefined });
  }

  install(generation: number, parts: SharedPart[], sources: SharedPart[], merged: SharedPart): Change {
    const [part] = this.#open([merged]) as [IndexPart];
    return this.#closed(this.engine(generation), withMerged(this.#open(parts), this.#open(sources), part.segment));
  }

  save(file: string, facts: SnapshotFacts, generation: number, parts: SharedPart[]): void {
    writeSnapshot(file, indexFileBytes(this.#open(parts), this.engine(generation).signature, facts));
  }

  restore(file: string, generation: number): SavedIndex {
    return readSnapshot(file, (source) => {
      const { parts, facts } = readIndexFile(source, (read) => {
        return this.prepare(generation, snapshotFacts.parse(read).calibration).signature;
      });
      return { facts: snapshotFacts.parse(facts), parts: parts.map((part) => this.#share(part)) };
    });
  }

  #closed(engine: MatchingEngine, parts: readonly IndexPart[]): Change {
    const small = smallParts(parts);
    const joined = small.length > 0 ? withMerged(parts, small, engine.merge(small)) : [...parts];
    return {
      parts: joined.map((part) => this.#share(part)),
      size: aliveInAll(joined),
      crowded: worthMerging(joined).map((part) => this.#share(part)),
      worn: wornCalibration(joined, engine.calibration),
    };
  }

  #open(parts: readonly SharedPart[]): IndexPart[] {
    return parts.map(({ id, memory, tombstones }) => {
      const segment = this.#segments.get(id) ?? new Segment(memory);
      this.#segments.set(id, segment);
      const { documents } = segment.header;
      return {
        segment,
        tombstones: tombstones ? new Tombstones(new Bitset(documents, tombstones.set), tombstones.log) : undefined,
      };
    });
  }

  #share({ segment, tombstones }: IndexPart): SharedPart {
    const known = this.#segments.entries().find(([, own]) => own === segment)?.[0];
    const id = known ?? this.#nameOf();
    this.#segments.set(id, segment);
    return { id, memory: segment.memory, tombstones: tombstones ? { set: tombstones.set.words, log: tombstones.log } : null };
  }
}

/** The average lengths as they are, where the ones in use no longer fit the texts. */
function wornCalibration(parts: readonly IndexPart[], { averageLengths }: Calibration): Calibration | null {
  const lengths = lengthsOf(parts);
  const averages = averagesOf(lengths);
  const isWorn = averages.some((average, field) => {
    const calibrated = averageLengths[field] as number;
    return (lengths[field]?.documents ?? 0) >= LEAST_FOR_WEAR && Math.abs(average / calibrated - 1) > WORN_BY;
  });
  return isWorn ? { averageLengths: averages, documents: aliveInAll(parts) } : null;
}
