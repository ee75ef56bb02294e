import { expect, test } from "vitest";
import type { Answer } from "../../form/answer.ts";
import { type AnswerCopies, openAnswerStore, type Sent, type SentAnswer, type WrittenCopy } from "./answer-store.ts";

const at = new Date("2026-03-02T09:00:00Z").getTime();
const stored = (key: string, value: Answer, version = 1) => ({ key, value, version, writtenBy: null, writtenAt: new Date(at) });

function copiesWith(left: Record<string, WrittenCopy> = {}): AnswerCopies & { left: Record<string, WrittenCopy> } {
  return {
    left,
    all: () => left,
    keep: (key, copy) => void Object.assign(left, { [key]: copy }),
    drop: (key) => void delete left[key],
  };
}

/** A server that answers as told, one answer after the other; then it keeps everything. */
function serverWith(...answers: Sent[]) {
  const received: SentAnswer[][] = [];
  const send = async (batch: SentAnswer[]): Promise<Sent> => {
    received.push(batch);
    const kept = batch.map(({ key, version }) => ({ outcome: "kept" as const, key, version: version + 1 }));
    return answers.shift() ?? { kind: "kept", kept };
  };
  return { received, send };
}

const open = (server: ReturnType<typeof serverWith>, copies = copiesWith(), answers = [stored("pitch", "First")]) =>
  openAnswerStore({ answers, keys: ["pitch", "team", "price"], copies, send: server.send, now: () => at });

test("what is typed is copied to the device, sent over its version, and the copy forgotten once the server has it", async () => {
  const server = serverWith();
  const copies = copiesWith();
  const store = open(server, copies);
  store.type({ pitch: "Second", team: null });
  expect(copies.left).toEqual({ pitch: { value: "Second", version: 1 } });
  expect(await store.save()).toBe(true);
  expect(server.received).toEqual([[{ key: "pitch", value: "Second", version: 1 }]]);
  expect([copies.left, store.read().status]).toEqual([{}, { kind: "saved", at }]);
  expect(await store.save()).toBe(true);
  expect(server.received).toHaveLength(1);
});

test("without a network, and while nobody is signed in, the copy stays and the next try sends everything", async () => {
  const server = serverWith({ kind: "offline" }, { kind: "signedOut" });
  const copies = copiesWith();
  const store = open(server, copies);
  store.type({ pitch: "Second" });
  expect([await store.save(), store.read().status]).toEqual([false, { kind: "offline" }]);
  store.type({ pitch: "Third", team: "Two" });
  expect([await store.save(), store.read().status]).toEqual([false, { kind: "signedOut" }]);
  expect(copies.left).toEqual({ pitch: { value: "Third", version: 1 }, team: { value: "Two", version: 0 } });
  expect(await store.save()).toBe(true);
  expect([copies.left, server.received.at(-1)!.map(({ value }) => value)]).toEqual([{}, ["Third", "Two"]]);
});

test("what is typed while something is under way is sent after it, with the version that has come back", async () => {
  const server = serverWith();
  const store = open(server);
  store.type({ pitch: "Second" });
  const first = store.save();
  store.type({ pitch: "Third" });
  expect([await store.save(), await first]).toEqual([true, true]);
  expect(server.received.flat().map(({ value, version }) => [value, version])).toEqual([
    ["Second", 1],
    ["Third", 2],
  ]);
});

test("where somebody else was first both texts stand until the writer has chosen; nothing is sent over the other meanwhile", async () => {
  const aside = { outcome: "aside" as const, key: "pitch", version: 2, value: "Theirs", asideId: "a1", writtenBy: "p1" };
  const server = serverWith({ kind: "kept", kept: [aside] });
  const copies = copiesWith();
  const store = open(server, copies);
  store.type({ pitch: "Mine" });
  await store.save();
  expect(store.read().choices).toEqual({ pitch: { asideId: "a1", mine: "Mine", theirs: "Theirs", writtenBy: "p1" } });
  expect(copies.left).toEqual({ pitch: { value: "Mine", version: 1 } });
  await store.save();
  expect(server.received).toHaveLength(1);
  store.settle("pitch", "Theirs. Mine", 3);
  expect([store.read().values.pitch, store.read().choices, copies.left]).toEqual(["Theirs. Mine", {}, {}]);
  store.type({ pitch: "Theirs. Mine!" });
  await store.save();
  expect(server.received.at(-1)).toEqual([{ key: "pitch", value: "Theirs. Mine!", version: 3 }]);
});

test("a field the server would not keep says so, and holds nothing else back", async () => {
  const server = serverWith({ kind: "refused", sentence: "Too long.", keys: ["pitch"] });
  const store = open(server);
  store.type({ pitch: "Too long", team: "Two" });
  expect(await store.save()).toBe(false);
  expect(server.received.map((batch) => batch.map(({ key }) => key))).toEqual([["pitch", "team"], ["team"]]);
  expect(store.read()).toMatchObject({ refusals: { pitch: "Too long." }, status: { kind: "refused", sentence: "Too long." } });
  store.type({ pitch: "Short" });
  expect([await store.save(), store.read().refusals]).toEqual([true, {}]);
});

test("copies an earlier visit left fill their fields over the version they were written on; what the server has is forgotten", async () => {
  const copies = copiesWith({
    pitch: { value: "Typed on the train", version: 1 },
    team: { value: "Two", version: 0 },
    gone: { value: "Of a question that is gone", version: 1 },
  });
  const server = serverWith();
  const store = open(server, copies, [stored("pitch", "Written since", 4), stored("team", "Two")]);
  store.restore();
  expect(store.read()).toMatchObject({ values: { pitch: "Typed on the train" }, restored: ["pitch"], turns: { pitch: 1 } });
  await store.save();
  expect(server.received).toEqual([[{ key: "pitch", value: "Typed on the train", version: 1 }]]);
  expect(Object.keys(copies.left)).toEqual(["gone"]);
});

test("what others wrote meanwhile is shown where nothing else was typed", async () => {
  const store = open(serverWith());
  store.type({ team: "Mine" });
  expect(store.isNewer({ pitch: 2, team: 1 })).toBe(true);
  store.meet([stored("pitch", "Theirs", 2), stored("team", "Theirs", 1)]);
  expect([store.read().values, store.read().turns]).toEqual([{ pitch: "Theirs", team: "Mine" }, { pitch: 1 }]);
  expect(store.isNewer({ pitch: 2, team: 1 })).toBe(false);
});

test("a refusal is over once the text is as it was", async () => {
  const store = open(serverWith({ kind: "refused", sentence: "Too long.", keys: ["pitch"] }));
  store.type({ pitch: "Too long" });
  await store.save();
  store.type({ pitch: "First" });
  expect([await store.save(), store.read().refusals, store.read().status.kind]).toEqual([true, {}, "saved"]);
});

test("of several texts put aside for one field each is asked about; what was typed on belongs to the last", () => {
  const asides = ["Second", "Third"].map((value, at) => ({ id: `a${at}`, key: "pitch", value }));
  const copies = copiesWith({ pitch: { value: "Third, typed on", version: 0 } });
  const options = {
    answers: [stored("pitch", "First")],
    keys: ["pitch"],
    asides,
    copies,
    send: serverWith().send,
    now: () => at,
  };
  const store = openAnswerStore(options);
  store.restore();
  const asked = () => [store.read().choices.pitch?.mine, store.read().choices.pitch?.theirs];
  expect(asked()).toEqual(["Second", "First"]);
  store.settle("pitch", "Both", 2);
  expect(asked()).toEqual(["Third, typed on", "Both"]);
  store.settle("pitch", "All", 3);
  expect(store.read().choices).toEqual({});
});

test("what is left on leaving goes in pieces the server takes", () => {
  const keys = Array.from({ length: 61 }, (_, at) => `k${at}`);
  const store = openAnswerStore({ answers: [], keys, copies: copiesWith(), send: serverWith().send, now: () => at });
  store.type(Object.fromEntries(keys.map((key) => [key, "x"])));
  expect(store.unsent().map((batch) => batch.length)).toEqual([60, 1]);
});
