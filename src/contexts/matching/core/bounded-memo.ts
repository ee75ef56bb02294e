// V8 keeps the whole text alive for a slice of this length or more.
const SHARED_SLICE = 13;

/**
 * Remembers what was found out about a word, because most words of a text have been met before. When the young half is full it
 * becomes the old half and the old one is forgotten: words in use move on, rare ones go, and no order of use is kept.
 */
export class BoundedMemo<Value> {
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  readonly #half: number;
  readonly #find: (key: string) => Value;

  constructor(capacity: number, find: (key: string) => Value) {
    this.#half = capacity / 2;
    this.#find = find;
  }

  get(key: string): Value {
    return this.#young.get(key) ?? this.#renew(key);
  }

  #renew(key: string): Value {
    if (this.#young.size >= this.#half) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    const own = key.length < SHARED_SLICE ? key : Buffer.from(key, "utf8").toString("utf8");
    const value = this.#old.get(key) ?? this.#find(own);
    this.#young.set(own, value);
    return value;
  }
}
