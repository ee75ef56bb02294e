const ROOT = 0;
const NO_WORD = 0;

/**
 * Words with the logarithm of their frequency, as a trie numbered level by level: the children of a node have consecutive numbers in
 * the order of their characters. 350,000 words take 4 MB, and what most look-ups touch lies close together.
 */
export class ChineseDictionary {
  readonly logTotal: number;
  /** The children of node n are the nodes from #firstChild[n] to before #firstChild[n + 1]. */
  readonly #firstChild: Uint32Array;
  readonly #characters: Uint16Array;
  /** Which logarithm belongs to the word that ends at a node; few frequencies are many words'. */
  readonly #logarithmNumbers: Uint32Array;
  readonly #logarithms: Float64Array;
  readonly #rootChildren = new Int32Array(0x10000);

  /** `text`: lines `word frequency …`; of a word that stands there twice, the later line counts. */
  constructor(text: string) {
    const lines = sortedLines(text);
    const frequencies = lines.map((start) => Number.parseInt(text.slice(endOfWord(text, start) + 1, start + LONGEST_LINE), 10));
    this.logTotal = Math.log(frequencies.reduce((sum, frequency) => sum + frequency, 0));
    const distinct = [...new Set(frequencies)];
    const numbers = new Map(distinct.map((frequency, index) => [frequency, index + 1]));
    this.#logarithms = Float64Array.from([Number.NaN, ...distinct.map(Math.log)]);
    const trie = layOutTrie(text, lines);
    this.#firstChild = trie.firstChild;
    this.#characters = trie.characters;
    this.#logarithmNumbers = trie.lines.map((line) =>
      line === 0 ? NO_WORD : (numbers.get(frequencies[line - 1] as number) as number),
    );
    for (let child = trie.firstChild[ROOT] as number; child < (trie.firstChild[ROOT + 1] as number); child++) {
      this.#rootChildren[trie.characters[child] as number] = child;
    }
  }

  /** The node behind a character, or 0; the root is 0. */
  step(node: number, character: number): number {
    if (node === ROOT) return this.#rootChildren[character] as number;
    let low = this.#firstChild[node] as number;
    const end = this.#firstChild[node + 1] as number;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#characters[middle] as number) < character) low = middle + 1;
      else high = middle;
    }
    return low < end && this.#characters[low] === character ? low : 0;
  }

  /** The logarithm of the frequency of the word that ends at a node, or NaN. */
  logFrequency(node: number): number {
    return this.#logarithms[this.#logarithmNumbers[node] as number] as number;
  }

  has(text: string, start: number, end: number): boolean {
    let node = ROOT;
    for (let at = start; at < end; at++) {
      node = this.step(node, text.charCodeAt(at));
      if (node === ROOT) return false;
    }
    return this.#logarithmNumbers[node] !== NO_WORD;
  }
}

const SPACE = 0x20;
const LONGEST_LINE = 100;

/** Where the lines start, in the order of their words and each word once. The text stays one string: 350,000 would cost 100 MB. */
function sortedLines(text: string): number[] {
  const starts: number[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start);
    if (text.charCodeAt(start) > SPACE) starts.push(start);
    start = end < 0 ? text.length : end + 1;
  }
  starts.sort((a, b) => compareWords(text, a, b) || b - a);
  return starts.filter((start, line) => line === 0 || compareWords(text, starts[line - 1] as number, start) !== 0);
}

const endOfWord = (text: string, start: number): number => text.indexOf(" ", start);

function compareWords(text: string, a: number, b: number): number {
  for (let depth = 0; ; depth++) {
    const character = text.charCodeAt(a + depth);
    const difference = character - text.charCodeAt(b + depth);
    if (difference !== 0 || character === SPACE) return difference;
  }
}

interface Trie {
  firstChild: Uint32Array;
  characters: Uint16Array;
  /** The line of the word that ends at a node, counted from 1, or 0. */
  lines: Uint32Array;
}

/** Numbers the nodes level by level. A node is a stretch of lines whose words begin alike. */
function layOutTrie(text: string, starts: readonly number[]): Trie {
  const firstChild: number[] = [];
  const characters: number[] = [0];
  const lines: number[] = [];
  let level = { from: [0], to: [starts.length] };
  for (let depth = 0; level.from.length > 0; depth++) {
    const next: typeof level = { from: [], to: [] };
    for (const [index, from] of level.from.entries()) {
      const to = level.to[index] as number;
      const characterOf = (line: number): number => text.charCodeAt((starts[line] as number) + depth);
      firstChild.push(characters.length);
      // A space comes before all letters: the word that ends here is the first one.
      const isWord = characterOf(from) === SPACE;
      lines.push(isWord ? from + 1 : 0);
      for (let line = isWord ? from + 1 : from; line < to; ) {
        const character = characterOf(line);
        next.from.push(line);
        while (line < to && characterOf(line) === character) line++;
        next.to.push(line);
        characters.push(character);
      }
    }
    level = next;
  }
  firstChild.push(characters.length);
  return { firstChild: Uint32Array.from(firstChild), characters: Uint16Array.from(characters), lines: Uint32Array.from(lines) };
}
