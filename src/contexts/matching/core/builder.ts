import { type Document, documentRows, FIELDS, type Field, type TermRow, type TextAnalysis } from "./document.ts";
import { FacetCollector } from "./facets.ts";
import { GrowingFloats, GrowingIntegers } from "./growing-array.ts";
import { quantiseImpact, weightedFrequency } from "./scoring.ts";
import { type Measure, type Segment, type SegmentHeader, WINDOW_SIZE } from "./segment.ts";
import { type PostingArrays, writeSegment } from "./segment-writer.ts";

/** Collects analysed documents and seals them into a segment. Takes about a kilobyte a document of seventy words. */
export class SegmentBuilder {
  readonly #analysis: TextAnalysis;
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

  constructor(analysis: TextAnalysis, fields: readonly Field[] = FIELDS) {
    this.#analysis = analysis;
    this.#fieldSelected = FIELDS.map((field) => fields.includes(field));
    this.#rowStarts.push(0);
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

  /** For each field the sum of its lengths over the documents that have it, so that empty one-liners make no other look long. */
  lengths(): SegmentHeader["lengths"] {
    const lengths = FIELDS.map(() => ({ total: 0, documents: 0 }));
    for (const source of this.#documents.values()) {
      let seen = 0;
      for (let row = this.#rowStarts.at(source); row < this.#rowStarts.at(source + 1); row++) {
        const field = this.#rowFields.at(row);
        if ((seen & (1 << field)) !== 0) continue;
        seen |= 1 << field;
        const own = lengths[field] as { total: number; documents: number };
        own.total += this.#rowLengths.at(row);
        own.documents++;
      }
    }
    return lengths;
  }

  seal(measure: Measure): Segment {
    const ids = [...this.#documents.keys()].sort();
    const sources = Uint32Array.from(ids, (id) => this.#documents.get(id) as number);
    const { terms, ranks, counts, runs } = this.#orderTerms(sources);
    const facets = new FacetCollector(ids.length);
    for (const [document, source] of sources.entries()) facets.add(document, this.#facets[source] ?? {});
    const postings = counts.reduce((sum, count) => sum + count, 0);
    const content = { signature: measure.signature, ids, terms, facets, lengths: this.lengths(), postings, runs };
    return writeSegment(content, (arrays) => this.#fillPostings(sources, ranks, counts, measure, arrays));
  }

  #numberOf(term: string): number {
    let number = this.#termNumbers.get(term);
    if (number === undefined) {
      number = this.#termNumbers.size;
      this.#termNumbers.set(term, number);
    }
    return number;
  }

  /** Terms that a document has, in order; `ranks` gives their places by the builder's own numbers, `counts` their postings. */
  #orderTerms(sources: Uint32Array): { terms: string[]; ranks: Uint32Array; counts: Uint32Array; runs: number } {
    const size = this.#termNumbers.size;
    const counted = new Uint32Array(size);
    const lastWindows = new Int32Array(size).fill(-1);
    let runs = 0;
    this.#forEachPosting(sources, (term, document) => {
      counted[term] = (counted[term] as number) + 1;
      const window = Math.floor(document / WINDOW_SIZE);
      if (lastWindows[term] !== window) runs++;
      lastWindows[term] = window;
    });
    const terms = [...this.#termNumbers.keys()].filter((_, number) => (counted[number] as number) > 0).sort();
    const ranks = new Uint32Array(size);
    const counts = new Uint32Array(terms.length);
    for (const [rank, term] of terms.entries()) {
      const number = this.#termNumbers.get(term) as number;
      ranks[number] = rank;
      counts[rank] = counted[number] as number;
    }
    return { terms, ranks, counts, runs };
  }

  #fillPostings(sources: Uint32Array, ranks: Uint32Array, counts: Uint32Array, measure: Measure, arrays: PostingArrays): void {
    const next = new Uint32Array(counts.length);
    for (let rank = 1; rank < counts.length; rank++) next[rank] = (next[rank - 1] as number) + (counts[rank - 1] as number);
    const documents = new Uint32Array(arrays.postingDocuments.length);
    this.#forEachPosting(sources, (term, document, firstRow, endRow) => {
      const rank = ranks[term] as number;
      const at = next[rank] as number;
      next[rank] = at + 1;
      const { impact, fields } = this.#impactOf(firstRow, endRow, measure);
      documents[at] = document;
      arrays.postingImpacts[at] = impact;
      arrays.postingFields[at] = fields;
      if (impact > (arrays.highestImpacts[rank] as number)) arrays.highestImpacts[rank] = impact;
    });
    fillRuns(documents, counts, arrays);
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
  #impactOf(firstRow: number, endRow: number, { scoring, averageLengths }: Measure): { impact: number; fields: number } {
    const best = [0, 0, 0, 0, 0];
    let fields = 0;
    for (let row = firstRow; row < endRow; row++) {
      const field = this.#rowFields.at(row);
      const rule = scoring.fields[FIELDS[field] as Field];
      const average = averageLengths[field] as number;
      const weighted = weightedFrequency(this.#rowFrequencies.at(row), this.#rowLengths.at(row), average, rule);
      best[field] = Math.max(best[field] as number, weighted);
      fields |= 1 << field;
    }
    const sum = best.reduce((total, value) => total + value);
    return { impact: quantiseImpact(sum, scoring.k1), fields };
  }
}

/** Splits the list of each term into runs, one for each window it has documents in. */
function fillRuns(documents: Uint32Array, counts: Uint32Array, arrays: PostingArrays): void {
  let run = 0;
  let at = 0;
  for (let rank = 0; rank < counts.length; rank++) {
    arrays.runStarts[rank] = run;
    let window = -1;
    for (let left = counts[rank] as number; left > 0; left--) {
      const document = documents[at] as number;
      if (Math.floor(document / WINDOW_SIZE) !== window) {
        window = Math.floor(document / WINDOW_SIZE);
        arrays.runWindows[run++] = window;
      }
      arrays.postingDocuments[at] = document % WINDOW_SIZE;
      arrays.runEnds[run - 1] = ++at;
    }
  }
  arrays.runStarts[counts.length] = run;
}

/** Mean lengths by field; 1 where no document has the field. */
export function averagesOf(lengths: SegmentHeader["lengths"]): number[] {
  return lengths.map(({ total, documents }) => (documents > 0 ? total / documents : 1));
}
