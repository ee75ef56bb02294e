import { agreeToTerm, proposeTerm } from "#contexts/pilots/commands/terms.ts";
import type { TermKind, TermOwner } from "#contexts/pilots/term.ts";
import { decider, founder, type Life } from "./life.ts";

type TermSeed = [kind: TermKind, subject: string, belongsTo: TermOwner, useByOther: string, untilOn?: string];

/** Terms on who owns and may use what: proposed by the host, and agreed to by the start-up where it has a day. */
export async function terms(life: Life, day: string, agreedOn: string | null, seeds: TermSeed[]): Promise<void> {
  for (const [kind, subject, belongsTo, useByOther, untilOn = null] of seeds) {
    const { id } = await proposeTerm(decider(life, day), life.pilotId, { kind, subject, belongsTo, useByOther, untilOn });
    if (agreedOn) await agreeToTerm(founder(life, agreedOn), id);
  }
}
