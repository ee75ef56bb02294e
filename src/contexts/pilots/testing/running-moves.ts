import { permitReference, recordAdoption, reverseAdoption, writeLesson } from "../commands/close-pilot.ts";
import { judgeCriterion, recordMeasurement } from "../commands/measure.ts";
import { nameRisk } from "../commands/risks.ts";
import { givePulse, writeMessage } from "../commands/talk.ts";
import { type Judgement, judgements } from "../criterion.ts";
import { binds, decides, expected, hasStanding, isOver, reads, runs, sideOfWho, startsOn } from "./model.ts";
import type { Chance, Move, MoveMaker } from "./move.ts";

/** The target of each criterion is at least 90. */
const target = 90;

const measure: MoveMaker = (chance) => measureAs(chance, chance.dice.below(chance.m.criteria), chance.dice.of([70, 95]));

export function measureAs({ m, real, who }: Chance, at: number, value: number): Move {
  return {
    kind: "measure",
    who,
    expected: expected(reads(m, who), sideOfWho(m, who) !== null, [
      m.state !== "running" && "pilots.errors.notRunning",
      m.today < startsOn && "pilots.errors.measuredOutside",
    ]),
    act: () =>
      recordMeasurement(real.people[who], real.pilotId, {
        criterionId: real.criterionIds[at]!,
        value,
        measuredOn: m.today,
        note: "",
      }),
    apply: () => {
      m.values[at] = value;
    },
  };
}

const judgeResult: MoveMaker = (chance) =>
  judgeResultAs(
    chance,
    chance.dice.below(chance.m.criteria),
    chance.dice.of(judgements),
    chance.dice.of(["", "The line stood still"]),
  );

export function judgeResultAs({ m, real, who }: Chance, at: number, judgement: Judgement, reason = ""): Move {
  const last = m.values[at] ?? null;
  const isAgainst = last === null || last >= target !== (judgement === "met");
  return {
    kind: isAgainst ? "judge against the numbers" : "judge",
    who,
    expected: expected(reads(m, who), decides(m, who) && !isOver(m), [
      m.state !== "running" && "pilots.errors.notRunning",
      isAgainst && reason === "" && "pilots.errors.judgedAgainst",
    ]),
    act: () => judgeCriterion(real.people[who], real.pilotId, { criterionId: real.criterionIds[at]!, judgement, reason }),
    apply: () => {
      m.judged[at] = judgement;
    },
  };
}

const pulse: MoveMaker = ({ m, real, who, dice }) => ({
  kind: "pulse",
  who,
  isUnaudited: true,
  expected: expected(reads(m, who), sideOfWho(m, who) !== null, [m.state !== "running" && "pilots.errors.notRunning"]),
  act: () => givePulse(real.people[who], real.pilotId, { mood: dice.of(["good", "bad"]), comment: "" }),
  apply: () => {},
});

const talk: MoveMaker = ({ m, real, who }) => ({
  kind: "message",
  who,
  isUnaudited: true,
  expected: expected(reads(m, who), sideOfWho(m, who) !== null, [!m.isOffered && "pilots.errors.notOffered"]),
  act: () => writeMessage(real.people[who], real.pilotId, { text: "A word to the other side" }),
  apply: () => {},
});

const risk: MoveMaker = ({ m, real, who }) => ({
  kind: "risk",
  who,
  expected: expected(reads(m, who), sideOfWho(m, who) !== null, [
    isOver(m) && "pilots.errors.riskOfEnded",
    !m.isOffered && "pilots.errors.notOffered",
  ]),
  act: () => nameRisk(real.people[who], real.pilotId, { title: "Dust", likelihood: 2, impact: 2, answer: "" }),
  apply: () => {},
});

const lesson: MoveMaker = ({ m, real, who, dice }) => ({
  kind: "lesson",
  who,
  expected: expected(reads(m, who), sideOfWho(m, who) !== null, []),
  act: () => writeLesson(real.people[who], real.pilotId, { kind: "advice", text: "Ask early", isShared: dice.of([true, false]) }),
  apply: () => {},
});

const reference: MoveMaker = ({ m, real, who }) => ({
  kind: "reference",
  who,
  expected: expected(reads(m, who), sideOfWho(m, who) !== null && binds(m, who), []),
  act: () => permitReference(real.people[who], real.pilotId, { permission: "named" }),
  apply: () => {},
});

export const adopt: MoveMaker = ({ m, real, who, dice }) => ({
  kind: "adopt",
  who,
  expected: expected(reads(m, who), runs(m, who), [
    m.state !== "evaluated" && m.state !== "adopted" && "pilots.errors.notEvaluated",
  ]),
  act: () =>
    recordAdoption(real.people[who], real.pilotId, {
      kind: "followUpOrder",
      title: "Two more lines",
      plannedMinor: 4_000_000,
      realisedMinor: 0,
      currency: dice.of(["CNY", "EUR"]),
      happenedOn: m.today,
      note: "",
    }),
  apply: (result) => {
    m.ledger.push({ id: (result as { id: string }).id, reverses: null });
    if (m.isConsequenceDue) m.isConsequenceDone = true;
  },
});

const reverse: MoveMaker = ({ m, real, who, dice }) => {
  if (m.ledger.length === 0) return null;
  const row = dice.of(m.ledger);
  return {
    kind: "reverse",
    who,
    // The ledger is the host's.
    expected: expected(sideOfWho(m, who) === "host", runs(m, who), [
      row.reverses !== null && "pilots.errors.isReversal",
      m.ledger.some(({ reverses }) => reverses === row.id) && "pilots.errors.reversedBefore",
      m.state === "adopted" && !hasStanding(m, row.id) && "pilots.errors.lastAdoption",
    ]),
    act: () => reverseAdoption(real.people[who], row.id, { note: "A zero too many" }),
    apply: (result) => {
      m.ledger.push({ id: (result as { id: string }).id, reverses: row.id });
      if (!hasStanding(m)) m.isConsequenceDone = false;
    },
  };
};

export const runningMoves: Record<string, MoveMaker> = {
  measure,
  judgeResult,
  pulse,
  talk,
  risk,
  lesson,
  reference,
  adopt,
  reverse,
};
