import { stem } from "./stemming.ts";

/** The terms of an index by number, as a segment holds them. */
export interface TermList {
  size: number;
  at(number: number): string;
}

interface NameCandidate {
  term: string;
  /** 1 for letters that fit one by one, less where vowels or related consonants differ. */
  likeness: number;
}

const SHORTEST_WORD = 4;
const SHORTEST_SKELETON = 3;
const LONGEST_TERM = 20;
const LEAST_LIKENESS = 0.75;
const MOST_NAMES = 3;

/** Letters by sound: lower case stands for vowels, upper case for consonants. */
const SOUNDS = new Map<string, [letters: string, sound: string][]>();
for (const rule of (
  "a=a e=e i=i o=o u=u y=i b=B c=K d=D f=F g=G h=H j=J k=K l=L m=M n=N p=P q=K r=R s=S t=T v=V w=V x=KS z=Z " +
  "sch=Š tch=Č ch=Č sh=Š zh=Ž kh=H gh=G ph=F th=T rh=R wh=V ck=K qu=KV ts=C tz=C dg=J ce=Se ci=Si cy=Si cc=K " +
  "ai=ei aw=o ew=u ow=o ay=ei ey=ei oo=u ee=i ea=i ou=u " +
  "а=a б=B в=V г=G д=D е=e ж=Ž з=Z и=i й=i к=K л=L м=M н=N о=o п=P р=R с=S т=T у=u ф=F х=H ц=C ч=Č ш=Š щ=Š ы=i э=e ю=u я=a " +
  "дж=J кс=KS ья=ia ье=ie уи=Vi уо=Vo уэ=Ve уа=Va ау=o ей=ei ай=ei"
).split(" ")) {
  const [letters, sound] = rule.split("=") as [string, string];
  const rules = [...(SOUNDS.get(letters.charAt(0)) ?? []), [letters, sound] as [string, string]];
  SOUNDS.set(
    letters.charAt(0),
    rules.sort((a, b) => b[0].length - a[0].length),
  );
}

/** Consonants that one name is written with in different places; skeletons do not tell them apart. */
const CLASSES = new Map([..."G:K H:K Z:S C:S Č:Š Ž:Š J:Š".split(" ").map((pair) => pair.split(":") as [string, string])]);

/** Finds the Latin spelling of a Cyrillic name or loanword among the terms of an index: by its consonants first, then by likeness. */
export function findNames(form: string, lists: readonly TermList[]): NameCandidate[] {
  if (form.length < SHORTEST_WORD) return [];
  const spoken = [...new Set([soundOf(form), soundOf(stem(form, "ru"))])].flatMap(withoutEnding);
  const likeness = new Map<string, number>();
  for (const sound of spoken) {
    const skeleton = skeletonOf(sound);
    if (skeleton.length < SHORTEST_SKELETON) continue;
    for (const list of lists) {
      for (const term of skeletonsOf(list).find(skeleton)) {
        likeness.set(term, Math.max(likeness.get(term) ?? 0, likenessOf(sound, soundOf(term))));
      }
    }
  }
  return Array.from(likeness, ([term, value]) => ({ term, likeness: value }))
    .filter((candidate) => candidate.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_NAMES);
}

/** Index terms have lost a plural s, and Russian makes adjectives of places (калифорнийский). */
function withoutEnding(sound: string): string[] {
  return [sound, sound.replace(/[SZ]$/, ""), sound.replace(/i?SK$/, "")].filter((form, at, all) => all.indexOf(form) === at);
}

export function soundOf(word: string): string {
  let sound = "";
  for (let at = 0; at < word.length; ) {
    const rule = SOUNDS.get(word.charAt(at))?.find(([letters]) => word.startsWith(letters, at));
    const next = rule?.[1] ?? "";
    if (!(next.length === 1 && sound.endsWith(next))) sound += next;
    at += rule?.[0].length ?? 1;
  }
  return sound;
}

const classOf = (letter: string): string => CLASSES.get(letter) ?? letter;

const isVowel = (letter: string): boolean => letter >= "a" && letter <= "z";

function skeletonOf(sound: string): string {
  let skeleton = "";
  let previous = "";
  for (let at = 0; at < sound.length; at++) {
    const letter = classOf(sound.charAt(at));
    if (!isVowel(letter) && letter !== previous) skeleton += letter;
    previous = letter;
  }
  return skeleton;
}

/** One minus the edit distance by length; vowels and related consonants cost half. */
function likenessOf(a: string, b: string): number {
  let row = [0];
  for (const letter of b) row.push(row.at(-1)! + lossOf(letter));
  for (const letter of a) {
    const next = [row[0]! + lossOf(letter)];
    for (const [at, other] of [...b].entries()) {
      next.push(Math.min(row[at + 1]! + lossOf(letter), next[at]! + lossOf(other), row[at]! + changeOf(letter, other)));
    }
    row = next;
  }
  return 1 - row[b.length]! / Math.max(a.length, b.length);
}

const lossOf = (letter: string): number => (isVowel(letter) ? 0.5 : 1);

function changeOf(a: string, b: string): number {
  if (a === b) return 0;
  return (isVowel(a) && isVowel(b)) || classOf(a) === classOf(b) ? 0.5 : 1;
}

interface SkeletonIndex {
  find(skeleton: string): string[];
}

const TERM_NUMBERS = 2 ** 21;
const indexes = new WeakMap<TermList, SkeletonIndex>();

/** Made when a list is first asked; eight bytes a Latin term, hash of the skeleton and number of the term in one double. */
function skeletonsOf(list: TermList): SkeletonIndex {
  const known = indexes.get(list);
  if (known) return known;
  const made = indexSkeletons(list);
  indexes.set(list, made);
  return made;
}

function indexSkeletons(list: TermList): SkeletonIndex {
  const keys = new Float64Array(Math.min(list.size, TERM_NUMBERS));
  let count = 0;
  for (let number = 0; number < keys.length; number++) {
    const term = list.at(number);
    if (term.length > LONGEST_TERM || !/^[a-z]{3,}$/.test(term)) continue;
    const skeleton = skeletonOf(soundOf(term));
    if (skeleton.length >= SHORTEST_SKELETON) keys[count++] = hashOf(skeleton) * TERM_NUMBERS + number;
  }
  const sorted = keys.slice(0, count).sort();
  return {
    find(skeleton) {
      const first = hashOf(skeleton) * TERM_NUMBERS;
      const terms: string[] = [];
      for (let at = lowerBound(sorted, first); at < count && sorted[at]! < first + TERM_NUMBERS; at++) {
        terms.push(list.at(sorted[at]! - first));
      }
      return terms;
    },
  };
}

function lowerBound(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
