import { type BlockingKey, blockingKeys, partKeys } from "./blocking.ts";
import type { CompanyName } from "./names.ts";
import { type CompanyProfile, describeCompany, describingText } from "./profile.ts";
import type { CompanyRecord, DeduplicationOptions } from "./record.ts";
import { termsOf, Vocabulary } from "./text.ts";

/** A company as the index keeps it. */
export interface IndexedCompany {
  profile: CompanyProfile;
  terms: Uint32Array;
  keys: BlockingKey[];
  /** Orders crowded blocks so that records with much in common stand side by side. */
  sortKey: string;
}

/** Companies filed under their blocking keys, with the frequencies that tell telling values from common ones. */
export class CompanyIndex {
  readonly options: Required<Omit<DeduplicationOptions, "romanise">> & Pick<DeduplicationOptions, "romanise">;
  readonly vocabulary = new Vocabulary();
  readonly #companies = new Map<string, IndexedCompany>();
  readonly #blocks = new Map<string, IndexedCompany[]>();
  readonly #cities = new Map<string, number>();
  readonly #firmsByName = new Map<string, number>();

  constructor(options: DeduplicationOptions = {}) {
    this.options = { suggestFrom: 0.5, surelyFrom: 0.99, maxCandidates: 60, maxBlockSize: 80, ...options };
  }

  get size(): number {
    return this.#companies.size;
  }

  get(id: string): IndexedCompany | undefined {
    return this.#companies.get(id);
  }

  companies(): IterableIterator<IndexedCompany> {
    return this.#companies.values();
  }

  /** Files a company; one with the same id is replaced. */
  add(record: CompanyRecord): IndexedCompany {
    this.remove(record.id);
    const company = this.#prepare(record, this.vocabulary.add(termsOf(describingText(record))));
    this.#companies.set(record.id, company);
    for (const { key } of company.keys) this.#insert(key, company);
    for (const city of company.profile.cities) this.#cities.set(city, (this.#cities.get(city) ?? 0) + 1);
    this.#firmsByName.clear();
    return company;
  }

  remove(id: string): void {
    const company = this.#companies.get(id);
    if (!company) return;
    this.#companies.delete(id);
    this.vocabulary.remove(company.terms);
    for (const { key } of company.keys) {
      const rest = this.#blocks.get(key)!.filter((other) => other !== company);
      if (rest.length > 0) this.#blocks.set(key, rest);
      else this.#blocks.delete(key);
    }
    for (const city of company.profile.cities) this.#cities.set(city, this.#cities.get(city)! - 1);
    this.#firmsByName.clear();
  }

  /** A company prepared for comparison without being filed. */
  prepare(record: CompanyRecord): IndexedCompany {
    return this.#prepare(record, this.vocabulary.read(termsOf(describingText(record))));
  }

  /**
   * The filed companies that may be the same firm, at most `maxCandidates`, those with the rarest shared keys first. The cost is bounded:
   * of a crowded block only the neighbourhood in sort order is looked at (sorted-neighbourhood method, Hernández and Stolfo 1995).
   */
  candidatesOf(company: IndexedCompany): IndexedCompany[] {
    const promise = new Map<IndexedCompany, number>();
    for (const { key, isStrong } of company.keys) {
      const block = this.#blocks.get(key);
      if (!block || (!isStrong && block.length > this.options.maxBlockSize)) continue;
      const worth = Math.log(1 + this.size / block.length) + (isStrong ? 3 : 0);
      for (const other of this.#neighbours(block, company)) {
        if (other.profile.id !== company.profile.id) promise.set(other, (promise.get(other) ?? 0) + worth);
      }
    }
    return [...promise]
      .sort(([left, leftWorth], [right, rightWorth]) => rightWorth - leftWorth || compareText(left.profile.id, right.profile.id))
      .slice(0, this.options.maxCandidates)
      .map(([other]) => other);
  }

  /** How many firms, told apart by their web addresses, bear a name; at least one. */
  firmsNamed(name: CompanyName): number {
    const known = this.#firmsByName.get(name.core);
    if (known !== undefined) return known;
    const addresses = new Set<string>();
    for (const { profile } of (this.#blocks.get(`name:${name.core}`) ?? []).slice(0, MOST_HOLDERS)) {
      if (profile.web.kind === "domain" && profile.current.some((other) => other.core === name.core))
        addresses.add(profile.web.value);
    }
    const firms = Math.max(1, addresses.size);
    this.#firmsByName.set(name.core, firms);
    return firms;
  }

  /** How many companies carry the rarest part of a name's stem in their names. */
  namesLike(name: CompanyName): number {
    const parts = partKeys(name).filter((key) => key.startsWith("word:") || key.startsWith("pair:"));
    return Math.min(...parts.map((key) => this.#blocks.get(key)?.length ?? 0), this.size);
  }

  /** How many different names stand behind a web address: portals and groups have many. */
  namesBehind(address: string): number {
    const block = this.#blocks.get(`web:${address}`) ?? [];
    return new Set(block.slice(0, MOST_HOLDERS).map(({ profile }) => profile.current[0]?.stem)).size;
  }

  /** Share of the companies that lie in a city. */
  cityShare(city: string): number {
    return (this.#cities.get(city) ?? 0) / Math.max(1, this.size);
  }

  #prepare(record: CompanyRecord, terms: Uint32Array): IndexedCompany {
    const profile = describeCompany(record, this.options.romanise);
    const address = profile.web.kind === "none" ? "~" : profile.web.value;
    const sortKey = [address, profile.cities[0] ?? "~", profile.foundedYear ?? "~", profile.id].join("|");
    return { profile, terms, keys: blockingKeys(profile), sortKey };
  }

  #insert(key: string, company: IndexedCompany): void {
    const block = this.#blocks.get(key);
    if (block) block.splice(position(block, company), 0, company);
    else this.#blocks.set(key, [company]);
  }

  #neighbours(block: IndexedCompany[], company: IndexedCompany): IndexedCompany[] {
    if (block.length <= this.options.maxBlockSize) return block;
    const at = position(block, company);
    const reach = Math.floor(this.options.maxBlockSize / 2);
    return block.slice(Math.max(0, at - reach), at + reach + 1);
  }
}

const MOST_HOLDERS = 200;

/** First place in a sorted block at which the company keeps it sorted. */
function position(block: readonly IndexedCompany[], company: IndexedCompany): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareText(block[middle]!.sortKey, company.sortKey) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Order of code units: the same on every machine, unlike a locale's. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
