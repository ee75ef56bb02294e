import { type Selectable, sql } from "kysely";
import { currentSeat } from "#contexts/identity/index.ts";
import type { DB } from "#db/types.gen.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import type { Answer } from "../form/answer.ts";
import type { Form } from "../form/form.ts";
import { formVersionIn } from "../queries/call-forms.ts";
import {
  type ApplicantTies,
  type ComparedNames,
  type FoundConflict,
  findConflicts,
  type PersonTies,
} from "../review/conflict.ts";
import { firmKeys, isCommonMailDomain } from "../review/firm-names.ts";
import { chooseResponsible } from "./responsible.ts";

type Row = Selectable<DB["application"]>;

/**
 * Compares an application with everybody who holds a seat at its operators and shuts out whoever has a tie. Runs past the walls; what
 * a manager has cleared stays cleared.
 */
export async function excludeConflicted(tx: Transaction, ctx: Context, applicationId: string): Promise<void> {
  const application = await tx.selectFrom("application").selectAll().where("id", "=", applicationId).executeTakeFirstOrThrow();
  await compareIn(tx, ctx, [application], await peopleOf(tx, ctx, { organisationIds: application.operatorOrgIds }));
  await excludeByConflicts(tx, ctx, applicationId);
}

/**
 * Compares a person who took a seat, or told of a tie, with every application that was handed in at the operators they sit with. Runs
 * past the walls; for a seat in the transaction that gives it, so that no moment exists in which its holder reads what it shuts.
 */
export async function excludePerson(tx: Transaction, ctx: Context, personId: string): Promise<void> {
  const people = await peopleOf(tx, ctx, { personId });
  const organisations = await tx.selectFrom("seat").select("organisationId").where("personId", "=", personId).execute();
  const applications = await tx
    .selectFrom("application")
    .selectAll()
    .where("submittedAt", "is not", null)
    .where(
      "operatorOrgIds",
      "&&",
      sql<string[]>`array[${sql.join(organisations.map(({ organisationId }) => organisationId))}]::uuid[]`,
    )
    .orderBy("id")
    .execute();
  if (people.length === 0 || applications.length === 0) return;
  for (const applicationId of await compareIn(tx, ctx, applications, people)) await excludeByConflicts(tx, ctx, applicationId);
}

/** Notes every tie that was not known yet; the applications with new ones. */
async function compareIn(tx: Transaction, ctx: Context, applications: Row[], people: PersonTies[]): Promise<Set<string>> {
  const applicants = await applicantTies(tx, applications);
  const operatorDomains = new Set(
    (await tx.selectFrom("organisation").select("mailDomain").where("kind", "in", ["host", "cloud_partner"]).execute()).flatMap(
      ({ mailDomain }) => mailDomain ?? [],
    ),
  );
  const compare = { firmKeys, isCommonDomain: (domain: string) => operatorDomains.has(domain) || isCommonMailDomain(domain) };
  const found = applications.flatMap(({ id: applicationId, operatorOrgIds, excludedPersonIds }) =>
    people.flatMap((person) =>
      tiesBetween(person, applicants.get(applicationId)!, compare).map((tie) => ({
        ...tie,
        id: newId(),
        applicationId,
        operatorOrgIds,
        excludedPersonIds,
        personId: person.personId,
        source: "detected" as const,
        foundAt: ctx.now(),
      })),
    ),
  );
  if (found.length === 0) return new Set();
  const added = await tx
    .insertInto("applicationConflict")
    .values(found)
    .onConflict((conflict) => conflict.columns(["applicationId", "personId", "kind"]).doNothing())
    .returning("applicationId")
    .execute();
  return new Set(added.map(({ applicationId }) => applicationId));
}

/** Ties with all that was handed in; what they have in common is told only as far as every operator reads it. */
function tiesBetween(person: PersonTies, { all, shared }: Applicant, compare: ComparedNames): FoundConflict[] {
  const ties = findConflicts(person, all, compare);
  if (ties.length === 0) return [];
  const told = findConflicts(person, shared, compare);
  return ties.map(({ kind }) => ({ kind, evidence: told.find((tie) => tie.kind === kind)?.evidence ?? "" }));
}

/**
 * Who is shut out follows from the conflicts that stand; the rows below the application follow by themselves. Reviews the shut out were
 * to write go back to be assigned anew, and somebody else answers for it. Runs past the walls.
 */
export async function excludeByConflicts(tx: Transaction, ctx: Context, applicationId: string): Promise<void> {
  // Two ties found at once wait for each other: the later one reads what the earlier one wrote. Locked in a statement of its own, because
  // each statement sees what was committed before it began.
  await tx.selectFrom("application").select("id").where("id", "=", applicationId).forNoKeyUpdate().executeTakeFirstOrThrow();
  const standing = await tx
    .selectFrom("applicationConflict")
    .select("personId")
    .distinct()
    .where("applicationId", "=", applicationId)
    .where("clearedAt", "is", null)
    .orderBy("personId")
    .execute();
  const excludedPersonIds = standing.map(({ personId }) => personId);
  const { callId } = await tx
    .updateTable("application")
    .set({ excludedPersonIds })
    .where("id", "=", applicationId)
    .returning("callId")
    .executeTakeFirstOrThrow();
  // What the solver told them before may speak of it.
  await tx
    .deleteFrom("assignmentRun")
    .where("startedBy", "in", excludedPersonIds)
    .where("phaseId", "in", (eb) => eb.selectFrom("reviewPhase").select("id").where("callId", "=", callId))
    .execute();
  await tx
    .updateTable("applicationReview")
    .set({ state: "returned", returnReason: "conflict" })
    .where("applicationId", "=", applicationId)
    .where("reviewerPersonId", "in", excludedPersonIds)
    .where("state", "in", ["proposed", "assigned", "started"])
    .execute();
  await chooseResponsible(tx, ctx, applicationId);
}

async function peopleOf(
  tx: Transaction,
  ctx: Context,
  { organisationIds, personId }: { organisationIds?: string[]; personId?: string },
): Promise<PersonTies[]> {
  let seated = tx.selectFrom("person").select(["person.id", "person.name", "person.email"]);
  if (personId) seated = seated.where("person.id", "=", personId);
  if (organisationIds)
    seated = seated.where((eb) =>
      eb.exists(
        eb
          .selectFrom("seat")
          .select("seat.id")
          .whereRef("seat.personId", "=", "person.id")
          .where("seat.organisationId", "in", organisationIds)
          .where(currentSeat(ctx.now())),
      ),
    );
  const people = await seated.execute();
  const ids = people.map(({ id }) => id);
  const seats = await tx
    .selectFrom("seat")
    .innerJoin("organisation", "organisation.id", "seat.organisationId")
    .select(["seat.personId", "organisation.companyId", "organisation.kind", "organisation.name"])
    .where("seat.personId", "in", ids)
    .execute();
  const ties = await tx
    .selectFrom("reviewerTie")
    .select(["personId", "kind", "firmName", "domain"])
    .where("personId", "in", ids)
    .execute();
  return people.map(({ id, name, email }) => {
    const own = seats.filter(({ personId }) => personId === id);
    return {
      personId: id,
      name,
      mailDomain: email.split("@")[1] ?? null,
      companyIds: own.flatMap(({ companyId }) => companyId ?? []),
      organisationNames: own.filter(({ kind }) => kind !== "host" && kind !== "cloud_partner").map((seat) => seat.name),
      disclosed: ties.filter(({ personId }) => personId === id),
    };
  });
}

/** Keys of a form whose answers name people or firms tied to the applicant; a form that asks for them uses these. */
const tieKeys = { founders: "founders", investors: "investors", advisors: "advisors" } as const;

/** An applicant by all that was handed in last, and by what of it every operator of the call reads. */
interface Applicant {
  all: ApplicantTies;
  shared: ApplicantTies;
}

/** By application; a handful of queries, however many there are. */
async function applicantTies(tx: Transaction, applications: Row[]): Promise<Map<string, Applicant>> {
  const ids = applications.map(({ id }) => id);
  const authors = Map.groupBy(
    await tx
      .selectFrom("applicationAuthor")
      .select(["applicationId", "name", "email"])
      .where("applicationId", "in", ids)
      .orderBy("joinedAt")
      .execute(),
    ({ applicationId }) => applicationId,
  );
  const companyIds = applications.flatMap(({ companyId }) => companyId ?? []);
  const companies = await tx
    .selectFrom("company")
    .select(["id", "name", "legalName", "formerNames", "otherNames", "domain"])
    .where("id", "in", companyIds)
    .execute();
  const given = await lastSubmissions(tx, ids);
  const forms = new Map<string, Form>();
  for (const { formId } of given.values()) if (!forms.has(formId)) forms.set(formId, (await formVersionIn(tx, formId)).fields);
  return new Map(
    applications.map((application) => {
      const { formId, parts = [] } = given.get(application.id) ?? {};
      const tiesIn = (read: SubmissionPart[]) =>
        tiesOf(application, {
          authors: authors.get(application.id) ?? [],
          answers: new Map(read.flatMap(({ answers }) => Object.entries(answers as Record<string, Answer>))),
          fields: formId ? forms.get(formId)! : [],
          company: companies.find(({ id }) => id === application.companyId),
        });
      const isShared = ({ readerOrgIds }: SubmissionPart) => application.operatorOrgIds.every((id) => readerOrgIds.includes(id));
      return [application.id, { all: tiesIn(parts), shared: tiesIn(parts.filter(isShared)) }];
    }),
  );
}

type SubmissionPart = Pick<Selectable<DB["applicationSubmissionPart"]>, "submissionId" | "readerOrgIds" | "answers">;

/** What each application handed in last; what is being written since is nobody's to compare. */
async function lastSubmissions(
  tx: Transaction,
  applicationIds: string[],
): Promise<Map<string, { formId: string; parts: SubmissionPart[] }>> {
  const submissions = await tx
    .selectFrom("applicationSubmission")
    .distinctOn("applicationId")
    .select(["id", "applicationId", "formId"])
    .where("applicationId", "in", applicationIds)
    .orderBy("applicationId")
    .orderBy("submittedAt", "desc")
    .orderBy("id", "desc")
    .execute();
  const parts = await tx
    .selectFrom("applicationSubmissionPart")
    .select(["submissionId", "readerOrgIds", "answers"])
    .where(
      "submissionId",
      "in",
      submissions.map(({ id }) => id),
    )
    .execute();
  const bySubmission = Map.groupBy(parts, ({ submissionId }) => submissionId);
  return new Map(
    submissions.map(({ id, applicationId, formId }) => [applicationId, { formId, parts: bySubmission.get(id) ?? [] }]),
  );
}

interface ApplicantFacts {
  authors: { name: string; email: string }[];
  answers: Map<string, Answer>;
  fields: Form;
  company?: { name: string; legalName: string | null; formerNames: string[]; otherNames: string[]; domain: string | null };
}

function tiesOf(
  { companyId, firmName, authorPersonIds }: Row,
  { authors, answers, fields, company }: ApplicantFacts,
): ApplicantTies {
  const told = (part: string) =>
    fields.filter(({ profilePart }) => profilePart === part).flatMap(({ key }) => namesIn(answers.get(key)));
  const names = [firmName, ...told("name"), ...told("legalName"), company?.name, company?.legalName];
  return {
    companyId,
    firmNames: [
      ...names.filter((name) => name !== undefined && name !== null),
      ...(company?.formerNames ?? []),
      ...(company?.otherNames ?? []),
    ],
    domain: company?.domain ?? null,
    authorIds: authorPersonIds,
    mailDomains: authors.flatMap(({ email }) => email.split("@")[1] ?? []),
    founderNames: [...authors.map(({ name }) => name), ...namesIn(answers.get(tieKeys.founders))],
    investorNames: namesIn(answers.get(tieKeys.investors)),
    advisorNames: namesIn(answers.get(tieKeys.advisors)),
  };
}

/** Names in a text, one a line or between commas, or in the first column of a table. */
function namesIn(value: Answer | undefined): string[] {
  if (typeof value === "string")
    return value
      .split(/[\n,;，；、]/u)
      .map((name) => name.trim())
      .filter(Boolean);
  if (!Array.isArray(value)) return [];
  return value.flatMap((row) =>
    typeof row === "string"
      ? [row]
      : Object.values(row)
          .filter((cell) => typeof cell === "string")
          .slice(0, 1),
  );
}
