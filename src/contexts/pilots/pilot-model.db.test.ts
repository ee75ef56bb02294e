// A plain model of a pilot beside the real one: whatever anybody tries, both agree on what comes of it.
import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "#platform/errors.ts";
import { usefulMove } from "./testing/happy-path.ts";
import { agreedOf, auditedOf, digestOf, expectSound, expectWalls, historyOf } from "./testing/invariants.ts";
import { everybody, type Model, type Who } from "./testing/model.ts";
import { moneyMoves } from "./testing/money-moves.ts";
import { Dice, type Move } from "./testing/move.ts";
import { recordMoves } from "./testing/record-moves.ts";
import { runningMoves } from "./testing/running-moves.ts";
import { freshWorld, modelPlatform, type Real } from "./testing/world.ts";

/** How many lives are tried; PILOT_LIVES asks for more than a change should wait for. */
const lives = Number(process.env.PILOT_LIVES ?? 12);
const seed = Number(process.env.PILOT_SEED ?? 20260302);

const makers = { ...recordMoves, ...moneyMoves, ...runningMoves };
const counts = new Map<string, { done: number; refused: number }>();

class Step implements fc.AsyncCommand<Model, Real> {
  readonly isUseful: boolean;
  readonly drawn: readonly number[];
  told = "";

  constructor(isUseful: boolean, drawn: readonly number[]) {
    this.isUseful = isUseful;
    this.drawn = drawn;
  }

  check(): boolean {
    return true;
  }

  toString(): string {
    return this.told || (this.isUseful ? "useful" : "random");
  }

  async run(m: Model, real: Real): Promise<void> {
    const dice = new Dice(this.drawn);
    const onlooker = dice.of(everybody);
    const move = this.isUseful ? await usefulMove({ m, real, dice, who: "owner" }) : await randomMove(m, real, dice);
    if (!move) return;
    this.told = `${move.who}: ${move.kind} → ${move.expected.join(" or ") || "done"}`;
    m.turn++;
    modelPlatform.setNow(`${m.today}T0${1 + Math.floor(m.turn / 3600)}:${clock(m.turn)}Z`);
    await tryMove(m, real, move);
    await expectWalls(m, real, onlooker);
  }
}

const clock = (turn: number): string => new Date(turn * 1000).toISOString().slice(14, 19);

async function randomMove(m: Model, real: Real, dice: Dice): Promise<Move | null> {
  const likely: Who[] = [m.problemOwner, m.sponsor ?? "owner", "scout", "manager", "founder"];
  const who = dice.below(3) > 0 ? dice.of(likely) : dice.of(everybody);
  const kind = dice.of(Object.keys(makers));
  // Most of what is stopped early would never be seen again.
  if (kind === "stop" && dice.below(4) > 0) return null;
  return makers[kind as keyof typeof makers]!({ m, real, dice, who });
}

async function tryMove(m: Model, real: Real, move: Move): Promise<void> {
  const before = {
    digest: await digestOf(real),
    audited: await auditedOf(real),
    history: await historyOf(real),
    agreed: await agreedOf(real, m),
  };
  const outcome = await move.act().then(
    (result) => ({ result, refusal: null }),
    (error: unknown) => ({ result: null, refusal: error }),
  );
  count(move.kind, outcome.refusal !== null);
  if (outcome.refusal !== null) {
    expectRefusal(move, outcome.refusal);
    expect(await digestOf(real)).toBe(before.digest);
    expect(await auditedOf(real)).toBe(before.audited);
    return;
  }
  if (move.expected.length > 0)
    throw new Error(`${move.who} did “${move.kind}”, which should be refused: ${move.expected.join(", ")}`);
  await move.apply(outcome.result);
  if (!move.isUnaudited)
    expect([move.kind, await auditedOf(real)]).toEqual([move.kind, expect.toSatisfy((now: number) => now > before.audited)]);
  await expectSound(m, real);
  const history = await historyOf(real);
  for (const [id, digest] of before.history) expect([id, history.get(id)]).toEqual([id, digest]);
  const agreed = await agreedOf(real, m);
  if (before.agreed && agreed) expect(agreed).toBe(before.agreed);
}

function expectRefusal({ kind, who, expected, missing }: Move, refusal: unknown): void {
  if (!(refusal instanceof DomainError)) throw refusal;
  const { code, messageKey, fields } = refusal;
  // Who was faster is named where a gate was decided.
  const told = [code, messageKey.replace("decidedMeanwhile", "changedMeanwhile"), ...Object.values(fields)];
  if (!expected.some((each) => told.includes(each)))
    throw new Error(`${who}: “${kind}” was refused with ${told.join(", ")} instead of ${expected.join(", ") || "being done"}`);
  if (messageKey === "pilots.errors.incomplete") expect(Object.keys(fields).toSorted()).toEqual(missing!.toSorted());
}

function count(kind: string, isRefused: boolean): void {
  const known = counts.get(kind) ?? { done: 0, refused: 0 };
  counts.set(kind, isRefused ? { ...known, refused: known.refused + 1 } : { ...known, done: known.done + 1 });
}

const step = (isUseful: boolean) =>
  fc.array(fc.nat(5039), { minLength: 9, maxLength: 9 }).map((drawn) => new Step(isUseful, drawn));

test("whatever anybody tries, in whatever order: the pilot stands where the model says, or the model's refusal is given", async () => {
  const commands = fc.commands([step(true), step(true), step(false)], { maxCommands: 140, size: "max" });
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      await fc.asyncModelRun(freshWorld, steps);
    }),
    { numRuns: lives, seed, endOnFailure: !process.env.PILOT_SHRINK },
  );
  const reached = [...counts].toSorted(([one], [other]) => one.localeCompare(other));
  if (process.env.PILOT_COUNTS) console.table(Object.fromEntries(reached));
});

test("the lives above went all the ways", () => {
  const done = (kind: string) => counts.get(kind)?.done ?? 0;
  const refused = (kind: string) => counts.get(kind)?.refused ?? 0;
  const everyWay = [
    "go:proposed",
    "go:scoped",
    "go:contracting",
    "go:ordered",
    "go:running",
    "go:evaluated",
    "hold",
    "stop",
    "extend",
    "offer",
  ];
  const everyHand = [
    "order requested",
    "order approved",
    "order sent",
    "order confirmed",
    "order cancelled",
    "milestone delivered",
  ];
  const more = [
    "milestone accepted",
    "milestone returned",
    "invoice",
    "invoice approved",
    "invoice secondApproved",
    "invoice paid",
  ];
  const rest = [
    "invoice rejected",
    "provide",
    "judge item accepted",
    "judge item returned",
    "measure",
    "judge",
    "adopt",
    "reverse",
    "lesson",
  ];
  expect([...everyWay, ...everyHand, ...more, ...rest].filter((kind) => done(kind) === 0)).toEqual([]);
  const wrong = [
    "revise what is fixed",
    "invoice in another currency",
    "invoice paid",
    "order approved",
    "go:running",
    "extend",
    "reverse",
  ];
  expect(wrong.filter((kind) => refused(kind) === 0)).toEqual([]);
  expect(done("provide another account")).toBeGreaterThan(0);
});
