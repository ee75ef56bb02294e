import { GrowingIntegers } from "./growing-array.ts";
import { facetKey, type SegmentArrays } from "./segment.ts";
import { buildStringTable } from "./string-table.ts";

export type FacetArrays = Pick<
  SegmentArrays,
  "facetBytes" | "facetOffsets" | "facetSlots" | "facetStarts" | "facetDocuments" | "numberColumns"
>;

const FIRST_CAPACITY = 16;

/** Which documents have which values, while a segment is made. */
export class FacetCollector {
  readonly #documents: number;
  readonly #lists = new Map<string, GrowingIntegers>();
  readonly #columns = new Map<string, Float32Array>();

  constructor(documents: number) {
    this.#documents = documents;
  }

  add(document: number, facets: Readonly<Record<string, readonly string[] | number>>): void {
    for (const [facet, values] of Object.entries(facets)) {
      if (typeof values === "number") this.setNumber(facet, document, values);
      else for (const value of new Set(values)) this.addTo(facetKey(facet, value), document);
    }
  }

  addTo(key: string, document: number): void {
    let list = this.#lists.get(key);
    if (!list) {
      list = new GrowingIntegers(FIRST_CAPACITY);
      this.#lists.set(key, list);
    }
    list.push(document);
  }

  setNumber(facet: string, document: number, value: number): void {
    let column = this.#columns.get(facet);
    if (!column) {
      column = new Float32Array(this.#documents).fill(Number.NaN);
      this.#columns.set(facet, column);
    }
    column[document] = value;
  }

  layOut(): { numberFacets: string[]; arrays: FacetArrays } {
    const table = buildStringTable([...this.#lists.keys()]);
    const facetStarts = new Uint32Array(this.#lists.size + 1);
    let facet = 0;
    for (const { length } of this.#lists.values()) facetStarts[++facet] = (facetStarts[facet - 1] as number) + length;
    const facetDocuments = new Uint32Array(facetStarts[facet] as number);
    facet = 0;
    for (const list of this.#lists.values()) facetDocuments.set(list.ascending(), facetStarts[facet++]);
    const numberColumns = new Float32Array(this.#columns.size * this.#documents);
    let column = 0;
    for (const values of this.#columns.values()) numberColumns.set(values, column++ * this.#documents);
    return {
      numberFacets: [...this.#columns.keys()],
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
}
