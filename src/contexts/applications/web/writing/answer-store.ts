import type { AnswerKept, OwnAnswer } from "../../answer-views.ts";
import type { Answer, Answers } from "../../form/answer.ts";
import { answerText, isBlank } from "../../form/answer-text.ts";

/** Where what was typed stands; `since` is when the server last took something. */
export type SaveStatus =
  | { kind: "saved"; at: number | null }
  | { kind: "saving" }
  | { kind: "offline" }
  | { kind: "signedOut" }
  | { kind: "refused"; sentence: string };

/** Two texts for one field: the one the server has, and the writer's own. */
export interface Choice {
  asideId: string;
  mine: Answer;
  theirs: Answer;
  writtenBy: string;
}

export interface WrittenCopy {
  value: Answer;
  version: number;
}

/** Copies on this device, one for each field. */
export interface AnswerCopies {
  all(): Record<string, WrittenCopy>;
  keep(key: string, copy: WrittenCopy): void;
  drop(key: string): void;
}

export type Sent =
  | { kind: "kept"; kept: AnswerKept[] }
  | { kind: "offline" }
  | { kind: "signedOut" }
  /** `keys`: the fields at fault; none where the whole application takes no more. */
  | { kind: "refused"; sentence: string; keys: string[] };

export interface SentAnswer {
  key: string;
  value: Answer;
  version: number;
}

export interface AnswerSnapshot {
  values: Answers;
  status: SaveStatus;
  choices: Record<string, Choice>;
  /** Counts up where the field has to show another value than was typed into it. */
  turns: Record<string, number>;
  /** Sentences beside fields the server would not keep. */
  refusals: Record<string, string>;
  /** Fields filled from a copy that an earlier visit left on this device. */
  restored: string[];
}

interface Options {
  answers: readonly OwnAnswer[];
  keys: readonly string[];
  asides?: readonly { id: string; key: string; value: Answer }[];
  copies: AnswerCopies;
  send(answers: SentAnswer[]): Promise<Sent>;
  now(): number;
}

/**
 * What is typed into an application until the server has it: a copy on this device first, then sent over the version it was written on,
 * again and again until it is kept. Where somebody else was first both texts stand until the writer has chosen.
 */
export function openAnswerStore({ answers, keys, asides = [], copies, send, now }: Options) {
  const known = new Map(answers.map((each) => [each.key, each]));
  const refused = new Map<string, string>();
  const listeners = new Set<() => void>();
  // Of several texts put aside for one field one is asked about after the other.
  const waiting = Map.groupBy(asides, ({ key }) => key);
  let running: Promise<boolean> | null = null;
  let snapshot: AnswerSnapshot = {
    values: Object.fromEntries(answers.map(({ key, value }) => [key, value])),
    status: { kind: "saved", at: null },
    choices: {},
    turns: {},
    refusals: {},
    restored: [],
  };

  const change = (part: Partial<AnswerSnapshot>) => {
    snapshot = { ...snapshot, ...part };
    for (const tell of listeners) tell();
  };
  const turned = (changed: string[]) =>
    Object.fromEntries([
      ...Object.entries(snapshot.turns),
      ...changed.map((key) => [key, (snapshot.turns[key] ?? 0) + 1] as const),
    ]);
  const isChanged = (key: string): boolean => {
    const value = snapshot.values[key];
    const stored = known.get(key);
    return stored ? answerText(value) !== answerText(stored.value) : !isBlank(value);
  };
  const nextChoice = (key: string): Record<string, Choice> => {
    const aside = waiting.get(key)?.shift();
    return aside ? { [key]: choiceOf(aside.id, aside.value, known.get(key)) } : {};
  };
  snapshot.choices = Object.assign({}, ...[...waiting.keys()].map(nextChoice));
  const unsent = (): string[] =>
    keys.filter((key) => isChanged(key) && !snapshot.choices[key] && refused.get(key) !== answerText(snapshot.values[key]));

  const toSend = (changed: string[]): SentAnswer[] =>
    changed.map((key) => ({ key, value: snapshot.values[key] ?? null, version: known.get(key)?.version ?? 0 }));

  /** Takes what the form holds now. */
  function type(values: Answers): void {
    for (const [key, value] of Object.entries(values)) {
      if (answerText(value) === answerText(snapshot.values[key])) continue;
      copies.keep(key, { value: value ?? null, version: known.get(key)?.version ?? 0 });
    }
    change({ values: { ...snapshot.values, ...values } });
  }

  /** Sends what the server does not have; true once it has everything but what its writer is asked about. */
  function save(): Promise<boolean> {
    running ??= sendAll().finally(() => {
      running = null;
    });
    return running;
  }

  async function sendAll(): Promise<boolean> {
    change({ refusals: Object.fromEntries(Object.entries(snapshot.refusals).filter(([key]) => isChanged(key))) });
    for (let changed = unsent(); changed.length > 0; changed = unsent()) {
      if (snapshot.status.kind === "saved") change({ status: { kind: "saving" } });
      const batch = toSend(changed).slice(0, mostAtOnce);
      const sent = await send(batch);
      if (sent.kind === "kept") take(sent.kept, batch);
      else if (!refuse(sent, batch)) return false;
    }
    const isWhole = Object.keys(snapshot.refusals).length === 0;
    if (isWhole && snapshot.status.kind !== "saved") change({ status: { kind: "saved", at: now() } });
    return isWhole;
  }

  /** True where the rest can go on without the fields at fault. */
  function refuse(sent: Exclude<Sent, { kind: "kept" }>, batch: SentAnswer[]): boolean {
    if (sent.kind !== "refused") {
      change({ status: sent });
      return false;
    }
    const atFault = batch.filter(({ key }) => sent.keys.includes(key));
    for (const { key, value } of atFault) refused.set(key, answerText(value));
    const refusals = { ...snapshot.refusals, ...Object.fromEntries(atFault.map(({ key }) => [key, sent.sentence])) };
    change({ status: { kind: "refused", sentence: sent.sentence }, refusals });
    return atFault.length > 0;
  }

  function take(kept: readonly AnswerKept[], batch: readonly SentAnswer[]): void {
    const choices = { ...snapshot.choices };
    const refusals = { ...snapshot.refusals };
    for (const answer of kept) {
      const { key, version } = answer;
      const sent = batch.find((each) => each.key === key)!;
      const value = answer.outcome === "kept" ? sent.value : answer.value;
      known.set(key, { key, value, version, writtenBy: null, writtenAt: new Date(now()) });
      delete refusals[key];
      if (answer.outcome === "aside")
        choices[key] = {
          asideId: answer.asideId,
          mine: snapshot.values[key] ?? null,
          theirs: answer.value,
          writtenBy: answer.writtenBy,
        };
      else if (!isChanged(key)) copies.drop(key);
    }
    const [sentence] = Object.values(refusals);
    change({ choices, refusals, status: sentence === undefined ? { kind: "saved", at: now() } : { kind: "refused", sentence } });
  }

  /** Takes what the server has now, where nothing else was typed meanwhile. */
  function meet(fresh: readonly OwnAnswer[]): void {
    const newer = fresh.filter(({ key, version }) => version > (known.get(key)?.version ?? 0) && !isChanged(key));
    if (newer.length === 0) return;
    const shown = newer.filter(({ key, value }) => answerText(value) !== answerText(snapshot.values[key])).map(({ key }) => key);
    for (const answer of newer) known.set(answer.key, answer);
    change({
      values: { ...snapshot.values, ...Object.fromEntries(newer.map(({ key, value }) => [key, value])) },
      turns: turned(shown),
    });
  }

  /** Fills fields from copies an earlier visit left; what the server had all along is forgotten here. */
  function restore(): void {
    const left = Object.entries(copies.all()).filter(([key, { value }]) => {
      const isOurs = keys.includes(key);
      const isNew = isOurs && answerText(value) !== answerText(known.get(key)?.value ?? null);
      if (isOurs && !isNew) copies.drop(key);
      return isNew;
    });
    for (const [key, { value }] of left) typedOn(key, value);
    fill(left.filter(([key]) => !snapshot.choices[key]));
  }

  /** What was typed on after the last of the texts put aside stands in its place. */
  function typedOn(key: string, value: Answer): void {
    const choice = snapshot.choices[key];
    if (!choice) return;
    const later = waiting.get(key)!;
    const isAmong = [choice.mine, ...later.map((aside) => aside.value)].some((each) => answerText(each) === answerText(value));
    if (isAmong) return;
    const last = later.pop();
    if (last) later.push({ ...last, value });
    else change({ choices: { ...snapshot.choices, [key]: { ...choice, mine: value } } });
  }

  function fill(left: [string, WrittenCopy][]): void {
    if (left.length === 0) return;
    for (const [key, { version }] of left) {
      const stored = known.get(key);
      known.set(key, { key, value: stored?.value ?? null, version, writtenBy: null, writtenAt: new Date(now()) });
    }
    const found = left.map(([key]) => key);
    change({
      values: { ...snapshot.values, ...Object.fromEntries(left.map(([key, { value }]) => [key, value])) },
      turns: turned(found),
      restored: found,
    });
  }

  /** The writer has chosen: the server has this text now. */
  function settle(key: string, value: Answer, version: number): void {
    const { [key]: _, ...others } = snapshot.choices;
    copies.drop(key);
    known.set(key, { key, value, version, writtenBy: null, writtenAt: new Date(now()) });
    change({ choices: { ...others, ...nextChoice(key) }, values: { ...snapshot.values, [key]: value }, turns: turned([key]) });
  }

  return {
    type,
    save,
    meet,
    restore,
    settle,
    /** As many in each as the server takes at once. */
    unsent: () => {
      const left = toSend(unsent());
      return Array.from({ length: Math.ceil(left.length / mostAtOnce) }, (_, at) =>
        left.slice(at * mostAtOnce, (at + 1) * mostAtOnce),
      );
    },
    isNewer: (versions: Readonly<Record<string, number>>) =>
      Object.entries(versions).some(
        ([key, version]) => keys.includes(key) && version > (known.get(key)?.version ?? 0) && !isChanged(key),
      ),
    read: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export type AnswerStore = ReturnType<typeof openAnswerStore>;

const mostAtOnce = 60;

const choiceOf = (asideId: string, mine: Answer, stored: OwnAnswer | undefined): Choice => ({
  asideId,
  mine,
  theirs: stored?.value ?? null,
  writtenBy: stored?.writtenBy ?? "",
});
