import { sql } from "kysely";
import { hashOfToken, peopleWithSeats, type SeatedPerson } from "#contexts/identity/index.ts";
import { canCurateShortlist } from "#contexts/matching/index.ts";
import { visibleNeeds } from "#contexts/needs/index.ts";
import { type Actor, type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { isOver, type MissingPart, missingFor, nextGate, type PilotState } from "../pilot.ts";
import { canReadPilot } from "../policy.ts";
import { type PilotRow, pilotFactsIn, pilotRowIn } from "../queries/pilot-row.ts";
import { type Answer, type LinkState, linkStateOf, type Question } from "./answer.ts";

/** What a link asks about, as it is now. */
interface Thing {
  title: string;
  company: string;
  pilotState: PilotState | null;
  version: number | null;
  href: string;
  dueOn: string | null;
  heldUntil: string | null;
  ownerName: string | null;
  missingForGo: MissingPart[];
  changed: { name: string | null; at: Date } | null;
  /** Nothing moved since the question was put. */
  isUnchanged: boolean;
  /** There is still something to answer. */
  isOpen: boolean;
  mayAnswer(actor: Actor): boolean;
}

/** Where a link stands, past the walls: whoever holds it is not signed in. */
export interface Standing {
  link: AnswerLink;
  state: LinkState;
  thing: Thing;
  person: SeatedPerson | null;
  personName: string;
  /** The seat the person answers from; null where none of theirs may. */
  actor: Actor | null;
}

export async function standingOf(ctx: Context, secret: string): Promise<Standing> {
  const beyond = contextFor(ctx.platform, system, ctx);
  return beyond.transact(async (tx) => {
    const link = await linkIn(tx, secret);
    const filter = { personIds: [link.personId], organisationIds: [link.ownerOrgId] };
    const [person = null] = await peopleWithSeats(tx, ctx.now(), filter);
    const thing = link.question === "fit" ? await fitIn(tx, link) : await pilotThingIn(tx, beyond, link);
    const actor = person?.seats.find((seat) => thing.mayAnswer(seat)) ?? null;
    const { name } = await tx.selectFrom("person").select("name").where("id", "=", link.personId).executeTakeFirstOrThrow();
    const state = linkStateOf({
      isUsed: link.usedAt !== null,
      isExpired: link.expiresAt <= ctx.now(),
      hasSeat: person !== null,
      isTheirs: actor !== null,
      isUnchanged: thing.isUnchanged,
    });
    return { link, state, thing, person, personName: name, actor };
  });
}

async function linkIn(tx: Transaction, secret: string) {
  const row = await tx.selectFrom("answerLink").selectAll().where("secretHash", "=", hashOfToken(secret)).executeTakeFirst();
  if (!row) throw new DomainError("not_found", "pilotMail.errors.unknownLink");
  return { ...row, question: row.question as Question, answer: row.answer as Answer | null };
}

export type AnswerLink = Awaited<ReturnType<typeof linkIn>>;

async function pilotThingIn(tx: Transaction, ctx: Context, link: AnswerLink): Promise<Thing> {
  const pilot = await pilotRowIn(tx, ctx, link.pilotId!);
  const { name } = await tx.selectFrom("company").select("name").where("id", "=", pilot.companyId).executeTakeFirstOrThrow();
  const next = nextGate[pilot.state];
  const isSameVersion = link.question === "ageing" || pilot.version === link.forVersion;
  return {
    title: pilot.title,
    company: name,
    pilotState: pilot.state,
    version: pilot.version,
    href: `/pilots/${pilot.id}`,
    dueOn: pilot.decisionOn,
    heldUntil: pilot.heldUntil,
    ownerName: pilot.problemOwnerName,
    missingForGo: next ? missingFor(await pilotFactsIn(tx, ctx, pilot), next) : [],
    changed: await lastChangeIn(tx, "pilot", pilot.id, link.createdAt),
    isUnchanged: pilot.state === link.forState && isSameVersion,
    isOpen: !isOver(pilot.state),
    mayAnswer: (actor) => canReadPilot(actor, pilot) && answersFor(actor.personId, pilot),
  };
}

/** Whose word counts, by name: the same people canDecidePilot names. */
export const answersFor = (
  personId: string | null,
  { problemOwnerPersonId, sponsorPersonId }: Pick<PilotRow, "problemOwnerPersonId" | "sponsorPersonId">,
): boolean => personId !== null && [problemOwnerPersonId, sponsorPersonId].includes(personId);

async function fitIn(tx: Transaction, link: AnswerLink): Promise<Thing> {
  const need = await visibleNeeds(tx, system).selectAll("need").where("need.id", "=", link.needId!).executeTakeFirstOrThrow();
  const company = await tx.selectFrom("company").select(["name"]).where("id", "=", link.companyId!).executeTakeFirstOrThrow();
  const owner = await tx.selectFrom("person").select("name").where("id", "=", need.ownerPersonId).executeTakeFirst();
  const stage = await stageIn(tx, link.needId!, link.companyId!);
  const isOpen = need.state !== "solved" && need.state !== "closed";
  return {
    title: need.title,
    company: company.name,
    pilotState: null,
    version: null,
    href: `/needs/${need.id}/matches`,
    dueOn: null,
    heldUntil: null,
    ownerName: owner?.name ?? null,
    missingForGo: [],
    changed: await lastChangeIn(tx, "need", need.id, link.createdAt, link.companyId!),
    isUnchanged: isOpen && stage === link.forState,
    isOpen: isOpen && stage === noStage,
    mayAnswer: (actor) => need.ownerPersonId === actor.personId && canCurateShortlist(actor, { ...need, state: "open" }),
  };
}

/** Of a company that is not on the list. */
export const noStage = "none";

async function stageIn(tx: Transaction, needId: string, companyId: string): Promise<string> {
  const entry = await tx
    .selectFrom("shortlistEntry")
    .select("stage")
    .where("needId", "=", needId)
    .where("companyId", "=", companyId)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  return entry?.stage ?? noStage;
}

/** Who changed it last since the question was put; the audit log knows of everything that moves. */
async function lastChangeIn(tx: Transaction, subjectType: string, subjectId: string, since: Date, companyId?: string) {
  let select = tx
    .selectFrom("auditEntry as entry")
    .leftJoin("person", "person.id", "entry.personId")
    .select(["person.name", "entry.at"])
    .where("entry.subjectType", "=", subjectType)
    .where("entry.subjectId", "=", subjectId)
    .where("entry.at", ">=", since)
    .where("entry.actorKind", "!=", "system")
    .orderBy("entry.id", "desc")
    .limit(1);
  if (companyId) select = select.where(sql<boolean>`entry.detail->>'companyId' = ${companyId}`);
  return (await select.executeTakeFirst()) ?? null;
}
