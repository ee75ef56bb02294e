/** Unsigned integers in a typed array that doubles when full. */
export class GrowingIntegers {
  #values: Uint32Array;
  #length = 0;

  constructor(capacity = 1024) {
    this.#values = new Uint32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#values = copyInto(new Uint32Array(this.#length * 2), this.#values);
    this.#values[this.#length++] = value;
  }

  at(index: number): number {
    return this.#values[index] as number;
  }

  /** What was pushed, in order; sorts only where it has to. */
  ascending(): Uint32Array {
    const values = this.#values.subarray(0, this.#length);
    for (let index = 1; index < values.length; index++) {
      if ((values[index] as number) < (values[index - 1] as number)) return values.slice().sort();
    }
    return values;
  }
}

/** Single-precision numbers in a typed array that doubles when full. */
export class GrowingFloats {
  #values = new Float32Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) this.#values = copyInto(new Float32Array(this.#length * 2), this.#values);
    this.#values[this.#length++] = value;
  }

  at(index: number): number {
    return this.#values[index] as number;
  }
}

function copyInto<Values extends Uint32Array | Float32Array>(target: Values, source: Values): Values {
  target.set(source);
  return target;
}
