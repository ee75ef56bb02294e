import { type Document, documentRows, FIELDS, type Field, type TermRow, type TextAnalysis } from "./document.ts";
import { GrowingFloats, GrowingIntegers } from "./growing-array.ts";
import { quantiseImpact, type Scoring, weightedFrequency } from "./scoring.ts";
import {
  facetKey,
  layOutSegment,
  SEGMENT_FORMAT,
  type Segment,
  type SegmentArrays,
  type SegmentHeader,
  WINDOW_SIZE,
} from "./segment.ts";
import { buildStringTable } from "./string-table.ts";

export interface BuilderOptions {
  signature: string;
  scoring: Scoring;
  /** Fields that count at all; the others are not indexed. */
  fields: readonly Field[];
  /** Averages of the segment this one is added to; without them the builder's own documents decide. */
  averageLengths?: readonly number[];
  vocabulary?: [string, number][];
}

/** Collects documents and seals them into a segment; sealing keeps the documents, so a growing delta can be sealed again. */
export class SegmentBuilder {
  readonly #analysis: TextAnalysis;
  readonly #options: BuilderOptions;
  readonly #fieldSelected: boolean[];
  readonly #termNumbers = new Map<string, number>();
  readonly #documents = new Map<string, number>();
  readonly #facets: Record<string, string[] | number>[] = [];
  /** Rows of document n lie between #rowStarts[n] and #rowStarts[n + 1], sorted by term. */
  readonly #rowStarts = new GrowingIntegers();
  readonly #rowTerms = new GrowingIntegers();
  readonly #rowFields = new GrowingIntegers();
  readonly #rowFrequencies = new GrowingFloats();
  readonly #rowLengths = new GrowingFloats();

  constructor(analysis: TextAnalysis, options: BuilderOptions) {
    this.#analysis = analysis;
    this.#options = options;
    this.#fieldSelected = FIELDS.map((field) => options.fields.includes(field));
    this.#rowStarts.push(0);
  }

  get size(): number {
    return this.#documents.size;
  }

  has(id: string): boolean {
    return this.#documents.has(id);
  }

  /** Adds a document or replaces the one with the same id. */
  add(document: Document): void {
    const rows = documentRows(document, this.#analysis).filter((row) => this.#fieldSelected[row.field]);
    const numbered = rows.map((row): [number, TermRow] => [this.#numberOf(row.term), row]).sort((a, b) => a[0] - b[0]);
    for (const [term, row] of numbered) {
      this.#rowTerms.push(term);
      this.#rowFields.push(row.field);
      this.#rowFrequencies.push(row.frequency);
      this.#rowLengths.push(row.length);
    }
    this.#rowStarts.push(this.#rowTerms.length);
    this.#facets.push(document.facets);
    this.#documents.set(document.id, this.#facets.length - 1);
  }

  remove(id: string): boolean {
    return this.#documents.delete(id);
  }

  seal(): Segment {
    const ids = [...this.#documents.keys()].sort();
    const sources = Uint32Array.from(ids, (id) => this.#documents.get(id) as number);
    const averageLengths = [...(this.#options.averageLengths ?? this.#averageLengths(sources))];
    const windows = Math.max(1, Math.ceil(ids.length / WINDOW_SIZE));
    const terms = [...this.#termNumbers.keys()];
    const postings = this.#layOutPostings(sources, averageLengths, windows, terms.length);
    const facets = collectFacets(Array.from(sources, (source) => this.#facets[source] as Record<string, string[] | number>));
    const termTable = buildStringTable(terms);
    const idTable = buildStringTable(ids);
    const header: SegmentHeader = {
      format: SEGMENT_FORMAT,
      signature: this.#options.signature,
      scoring: this.#options.scoring,
      fields: [...this.#options.fields],
      averageLengths,
      documents: ids.length,
      terms: terms.length,
      windows,
      numberFacets: facets.numberFacets,
      vocabulary: this.#options.vocabulary ?? [],
    };
    return layOutSegment(header, {
      ...postings,
      ...facets.arrays,
      termBytes: termTable.bytes,
      termOffsets: termTable.offsets,
      termSlots: termTable.slots,
      idBytes: idTable.bytes,
      idOffsets: idTable.offsets,
      idSlots: idTable.slots,
    });
  }

  #numberOf(term: string): number {
    let number = this.#termNumbers.get(term);
    if (number === undefined) {
      number = this.#termNumbers.size;
      this.#termNumbers.set(term, number);
    }
    return number;
  }

  /** Mean length over the documents that have the field at all, so that empty one-liners do not make the others look long. */
  #averageLengths(sources: Uint32Array): number[] {
    const totals = FIELDS.map(() => 0);
    const counts = FIELDS.map(() => 0);
    for (const source of sources) {
      const seen = new Set<number>();
      for (let row = this.#rowStarts.at(source); row < this.#rowStarts.at(source + 1); row++) {
        const field = this.#rowFields.at(row);
        if (seen.has(field)) continue;
        seen.add(field);
        totals[field] = (totals[field] as number) + this.#rowLengths.at(row);
        counts[field] = (counts[field] as number) + 1;
      }
    }
    return totals.map((total, field) => (counts[field] ? total / (counts[field] as number) : 1));
  }

  #layOutPostings(sources: Uint32Array, averages: number[], windows: number, terms: number): PostingArrays {
    const starts = new Uint32Array(terms * windows + 1);
    this.#forEachPosting(sources, (term, document) => {
      const list = term * windows + Math.floor(document / WINDOW_SIZE) + 1;
      starts[list] = (starts[list] as number) + 1;
    });
    for (let list = 1; list < starts.length; list++) starts[list] = (starts[list] as number) + (starts[list - 1] as number);
    const total = starts.at(-1) as number;
    const arrays: PostingArrays = {
      postingStarts: starts,
      postingDocuments: new Uint16Array(total),
      postingImpacts: new Uint8Array(total),
      postingFields: new Uint8Array(total),
      highestImpacts: new Uint8Array(terms),
    };
    const next = starts.slice();
    this.#forEachPosting(sources, (term, document, firstRow, endRow) => {
      const list = term * windows + Math.floor(document / WINDOW_SIZE);
      const at = next[list] as number;
      next[list] = at + 1;
      const { impact, fields } = this.#impactOf(firstRow, endRow, averages);
      arrays.postingDocuments[at] = document % WINDOW_SIZE;
      arrays.postingImpacts[at] = impact;
      arrays.postingFields[at] = fields;
      if (impact > (arrays.highestImpacts[term] as number)) arrays.highestImpacts[term] = impact;
    });
    return arrays;
  }

  #forEachPosting(sources: Uint32Array, visit: (term: number, document: number, firstRow: number, endRow: number) => void): void {
    for (let document = 0; document < sources.length; document++) {
      const source = sources[document] as number;
      const end = this.#rowStarts.at(source + 1);
      for (let row = this.#rowStarts.at(source); row < end; ) {
        const term = this.#rowTerms.at(row);
        let endRow = row + 1;
        while (endRow < end && this.#rowTerms.at(endRow) === term) endRow++;
        visit(term, document, row, endRow);
        row = endRow;
      }
    }
  }

  /** Fields add up, translations of one field do not: the version that says the most counts. */
  #impactOf(firstRow: number, endRow: number, averages: number[]): { impact: number; fields: number } {
    const { scoring } = this.#options;
    const best = [0, 0, 0, 0, 0];
    let fields = 0;
    for (let row = firstRow; row < endRow; row++) {
      const field = this.#rowFields.at(row);
      const rule = scoring.fields[FIELDS[field] as Field];
      const weighted = weightedFrequency(this.#rowFrequencies.at(row), this.#rowLengths.at(row), averages[field] as number, rule);
      best[field] = Math.max(best[field] as number, weighted);
      fields |= 1 << field;
    }
    return {
      impact: quantiseImpact(
        best.reduce((sum, value) => sum + value),
        scoring.k1,
      ),
      fields,
    };
  }
}

type PostingArrays = Pick<
  SegmentArrays,
  "postingStarts" | "postingDocuments" | "postingImpacts" | "postingFields" | "highestImpacts"
>;
type FacetArrays = Pick<
  SegmentArrays,
  "facetBytes" | "facetOffsets" | "facetSlots" | "facetStarts" | "facetDocuments" | "numberColumns"
>;

function collectFacets(facets: Record<string, string[] | number>[]): { numberFacets: string[]; arrays: FacetArrays } {
  const lists = new Map<string, number[]>();
  const columns = new Map<string, Float64Array>();
  for (const [document, values] of facets.entries()) {
    for (const [facet, value] of Object.entries(values)) {
      if (typeof value === "number") {
        let column = columns.get(facet);
        if (!column) {
          column = new Float64Array(facets.length).fill(Number.NaN);
          columns.set(facet, column);
        }
        column[document] = value;
      } else {
        for (const entry of new Set(value)) {
          const key = facetKey(facet, entry);
          const list = lists.get(key);
          if (list) list.push(document);
          else lists.set(key, [document]);
        }
      }
    }
  }
  const table = buildStringTable([...lists.keys()]);
  const facetStarts = new Uint32Array(lists.size + 1);
  for (const [index, list] of [...lists.values()].entries())
    facetStarts[index + 1] = (facetStarts[index] as number) + list.length;
  const facetDocuments = new Uint32Array(facetStarts.at(-1) as number);
  for (const [index, list] of [...lists.values()].entries()) facetDocuments.set(list, facetStarts[index]);
  const numberColumns = new Float64Array(columns.size * facets.length);
  for (const [index, column] of [...columns.values()].entries()) numberColumns.set(column, index * facets.length);
  return {
    numberFacets: [...columns.keys()],
    arrays: {
      facetBytes: table.bytes,
      facetOffsets: table.offsets,
      facetSlots: table.slots,
      facetStarts,
      facetDocuments,
      numberColumns,
    },
  };
}
