/** Unsigned integers in a typed array that doubles when full. */
export class GrowingIntegers {
  #values = new Uint32Array(1024);
  #length = 0;

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
