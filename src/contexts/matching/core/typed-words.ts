import { Bitset } from "./bitset.ts";
import { FIELDS } from "./document.ts";
import type { IndexView } from "./index-view.ts";
import { completionsOf, prefixRange, stemsAhead } from "./prefix.ts";
import type { Query, QueryGroup, QueryMember, QueryMention } from "./query-model.ts";
import { type Segment, WINDOW_SIZE } from "./segment.ts";
import { foldAccents, normaliseForm } from "./stemming.ts";

/** Terms, and beginnings of terms, any of which says the same. */
interface Forms {
  terms: readonly string[];
  starts: readonly string[];
}

/** A word that somebody typed, with what a document may have in its place. */
export interface TypedWord {
  forms: Forms;
  /** Pieces of the word that together say it: "Ladesäulenbetreiber" is also "Betreiber von Ladesäulen". */
  pieces: readonly Forms[];
  /** Translations, and the concept that covers the word. */
  bridges: Forms;
}

export interface TypedText {
  /** The query with the last word completed, for scoring. */
  query: Query;
  /** All of them must be met. */
  words: readonly TypedWord[];
}

/** Which documents of a segment meet all words: anyhow, in words of their own, and in the name. */
export interface MetDocuments {
  anyhow: Bitset;
  literally: Bitset;
  inName: Bitset;
}

const MOST_COMPLETIONS = 40;
const COMPLETION_FACTOR = 0.5;
const NAME_BIT = 1 << FIELDS.indexOf("name");

/** Reads a query as a search while somebody types: every word must be met, and the last one may not be finished. */
export function typedText(query: Query, text: string, index: IndexView): TypedText {
  const end = text.trimEnd().length === text.length ? text.length : -1;
  const starts = new Map<QueryGroup, string>();
  const groups = query.groups.map((group) => {
    const last = group.kind === "word" ? group.mentions.find((mention) => mention.end === end) : undefined;
    if (!last) return group;
    const start = startOf(group, last);
    const completed = complete(group, start, index);
    if (start !== "") starts.set(completed, start);
    return completed;
  });
  const words = groups
    .filter(({ kind, derived }) => kind === "word" && !derived)
    .map((group) => typedWord(group, groups, (other) => starts.get(other)));
  return { query: { ...query, groups }, words };
}

/** The letters typed so far as index terms are written; a Chinese word is its own term. */
function startOf({ key, language }: QueryGroup, { text }: QueryMention): string {
  return language === "zh" ? key : foldAccents(normaliseForm(text).replace(/[^\p{L}\p{M}\p{N}+#.]/gu, ""));
}

/** A member that is no form of the word keeps its place behind those that are. */
function complete(group: QueryGroup, start: string, index: IndexView): QueryGroup {
  if (start === "") return group;
  const isKnown = group.members.some(({ term, via }) => via === "word" && index.documentFrequency(term) > 0);
  const further = [...completionsOf(start, index, MOST_COMPLETIONS), ...(isKnown ? [] : stemsAhead(start, index))];
  const members = further
    .filter((term) => !group.members.some((member) => member.term === term && member.via === "word"))
    .map((term): QueryMember => ({ term, factor: COMPLETION_FACTOR, language: group.language, via: "word" }));
  return { ...group, members: [...group.members, ...members] };
}

function typedWord(
  group: QueryGroup,
  all: readonly QueryGroup[],
  startOfGroup: (group: QueryGroup) => string | undefined,
): TypedWord {
  const formsOf = (groups: readonly QueryGroup[]): Forms => ({
    terms: groups.flatMap(({ members }) => members.filter(({ via }) => via === "word").map(({ term }) => term)),
    starts: groups.flatMap((one) => startOfGroup(one) ?? []),
  });
  const [place] = group.mentions as [QueryMention];
  const others = all.filter((other) => other !== group && other.derived);
  const around = others.filter(({ mentions }) => mentions.some(({ start, end }) => start <= place.start && place.end <= end));
  const inside = others.filter(
    (other) =>
      other.kind === "word" &&
      !around.includes(other) &&
      other.mentions.some(({ start, end }) => place.start <= start && end <= place.end),
  );
  const bridges = [group, ...around].flatMap(({ members }) =>
    members.filter(({ via }) => via === "translation" || via === "concept"),
  );
  return {
    forms: formsOf([group, ...around.filter(({ kind }) => kind === "word")]),
    pieces: inside.length > 1 ? inside.map((one) => formsOf([one])) : [],
    bridges: { terms: bridges.map(({ term }) => term), starts: [] },
  };
}

/** Without regard to filters and deletions. */
export function documentsMeeting(words: readonly TypedWord[], segment: Segment): MetDocuments {
  const met = words.map((word) => meeting(word, segment));
  const all = (which: keyof MetDocuments): Bitset => met.map((sets) => sets[which]).reduce((sum, set) => sum.intersect(set));
  return { anyhow: all("anyhow"), literally: all("literally"), inName: all("inName") };
}

function meeting({ forms, pieces, bridges }: TypedWord, segment: Segment): MetDocuments {
  const { literally, inName } = withForms(forms, segment);
  if (pieces.length > 0) {
    const sets = pieces.map((piece) => withForms(piece, segment));
    literally.unite(sets.map((set) => set.literally).reduce((sum, set) => sum.intersect(set)));
    inName.unite(sets.map((set) => set.inName).reduce((sum, set) => sum.intersect(set)));
  }
  return { anyhow: withForms(bridges, segment).literally.unite(literally), literally, inName };
}

function withForms({ terms, starts }: Forms, segment: Segment): Pick<MetDocuments, "literally" | "inName"> {
  const sets = { literally: new Bitset(segment.header.documents), inName: new Bitset(segment.header.documents) };
  for (const term of terms) {
    const number = segment.terms.find(term);
    if (number >= 0) addPostings(segment, [number, number + 1], sets);
  }
  for (const start of starts) {
    if (isOneCharacter(start)) for (const number of segment.terms.having(start)) addPostings(segment, [number, number + 1], sets);
    else addPostings(segment, prefixRange(segment.terms, start), sets);
  }
  return sets;
}

/** A single Chinese character is looked for anywhere in words: 池 is in 电池. */
const isOneCharacter = (start: string): boolean => /^\p{Script=Han}$/u.test(start);

/** The postings of neighbouring terms lie one behind the other, so a thousand completions cost one pass. */
function addPostings(
  segment: Segment,
  [from, to]: [number, number],
  { literally, inName }: Pick<MetDocuments, "literally" | "inName">,
): void {
  if (from >= to) return;
  const { runStarts, runWindows, runEnds, postingDocuments, postingFields } = segment.arrays;
  const [all, named] = [literally.words, inName.words];
  const first = runStarts[from] as number;
  let at = segment.runStart(first);
  for (let run = first; run < (runStarts[to] as number); run++) {
    const base = (runWindows[run] as number) * WINDOW_SIZE;
    for (const end = runEnds[run] as number; at < end; at++) {
      const document = base + (postingDocuments[at] as number);
      const bit = 1 << (document & 31);
      all[document >>> 5] = (all[document >>> 5] as number) | bit;
      if (((postingFields[at] as number) & NAME_BIT) !== 0) named[document >>> 5] = (named[document >>> 5] as number) | bit;
    }
  }
}
