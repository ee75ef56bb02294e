import { judgeCriterion, recordMeasurement } from "#contexts/pilots/commands/measure.ts";
import { nameRisk } from "#contexts/pilots/commands/risks.ts";
import { givePulse, writeMessage } from "#contexts/pilots/commands/talk.ts";
import type { Judgement } from "#contexts/pilots/criterion.ts";
import { criteriaOf } from "#contexts/pilots/queries/pilot-row.ts";
import { demoSystem } from "../clock.ts";
import { decider, founder, type Life } from "./life.ts";

export type Side = "host" | "startup";
const speaker = (life: Life, side: Side, day: string) => (side === "host" ? decider(life, day) : founder(life, day));

const criteriaIn = ({ platform, pilotId }: Life) => demoSystem(platform).transact((tx) => criteriaOf(tx, pilotId));

type Measured = [day: string, value: number, note?: string];

/** Values against each criterion in turn, told by who measures it; where both do, every third time by the host. */
export async function measure(life: Life, series: Measured[][]): Promise<void> {
  const criteria = await criteriaIn(life);
  for (const [at, values] of series.entries())
    for (const [turn, [day, value, note = ""]] of values.entries()) {
      const { id: criterionId, measuredBy } = criteria[at]!;
      const side = measuredBy === "host" || (measuredBy !== "startup" && turn % 3 === 2) ? "host" : "startup";
      await recordMeasurement(speaker(life, side, day), life.pilotId, { criterionId, value, measuredOn: `2026-${day}`, note });
    }
}

/** What the problem owner says of each criterion in turn. */
export async function judge(life: Life, day: string, judged: [Judgement, reason?: string][]): Promise<void> {
  const ids = (await criteriaIn(life)).map(({ id }) => id);
  for (const [at, [judgement, reason = ""]] of judged.entries())
    await judgeCriterion(decider(life, day), life.pilotId, { criterionId: ids[at]!, judgement, reason });
}

export async function pulse(
  life: Life,
  pulses: [day: string, Side, "good" | "mixed" | "bad", comment?: string][],
): Promise<void> {
  for (const [day, side, mood, comment = ""] of pulses)
    await givePulse(speaker(life, side, day), life.pilotId, { mood, comment });
}

export async function talk(life: Life, messages: [day: string, Side, string][]): Promise<void> {
  for (const [day, side, text] of messages) await writeMessage(speaker(life, side, day), life.pilotId, { text });
}

type Risk = [day: string, Side, title: string, likelihood: number, impact: number, answer: string];

export async function risks(life: Life, named: Risk[]): Promise<void> {
  for (const [day, side, title, likelihood, impact, answer] of named)
    await nameRisk(speaker(life, side, day), life.pilotId, { title, likelihood, impact, answer });
}
