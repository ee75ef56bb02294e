import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import type { Answer } from "../form/answer.ts";
import { formVersionIn } from "../queries/call-forms.ts";
import { answersIn } from "../queries/own-application.ts";
import { type ApplicantTies, findConflicts, type PersonTies } from "../review/conflict.ts";
import { firmKeys, isCommonMailDomain } from "../review/firm-names.ts";

/**
 * Compares an application with everybody who holds a seat at its operators and shuts out whoever has a tie. Runs past the walls; what
 * a manager has cleared stays cleared.
 */
export async function excludeConflicted(tx: Transaction, ctx: Context, applicationId: string): Promise<void> {
  const application = await tx.selectFrom("application").selectAll().where("id", "=", applicationId).executeTakeFirstOrThrow();
  const applicant = await applicantTies(tx, application);
  const people = await peopleOf(tx, ctx, application.operatorOrgIds);
  const operatorDomains = new Set(
    (await tx.selectFrom("organisation").select("mailDomain").where("id", "in", application.operatorOrgIds).execute()).flatMap(
      ({ mailDomain }) => mailDomain ?? [],
    ),
  );
  const compare = { firmKeys, isCommonDomain: (domain: string) => operatorDomains.has(domain) || isCommonMailDomain(domain) };
  const found = people.flatMap((person) =>
    findConflicts(person, applicant, compare).map((conflict) => ({ ...conflict, personId: person.personId })),
  );
  if (found.length > 0) {
    await tx
      .insertInto("applicationConflict")
      .values(
        found.map(({ personId, kind, evidence }) => ({
          id: newId(),
          applicationId,
          operatorOrgIds: application.operatorOrgIds,
          excludedPersonIds: application.excludedPersonIds,
          personId,
          kind,
          source: "detected" as const,
          evidence,
          foundAt: ctx.now(),
        })),
      )
      .onConflict((conflict) => conflict.columns(["applicationId", "personId", "kind"]).doNothing())
      .execute();
  }
  await excludeByConflicts(tx, applicationId);
}

/**
 * Who is shut out follows from the conflicts that stand; the rows below the application follow by themselves. Reviews the shut out were
 * to write go back to be assigned anew.
 */
export async function excludeByConflicts(tx: Transaction, applicationId: string): Promise<void> {
  const standing = await tx
    .selectFrom("applicationConflict")
    .select("personId")
    .distinct()
    .where("applicationId", "=", applicationId)
    .where("clearedAt", "is", null)
    .orderBy("personId")
    .execute();
  const excludedPersonIds = standing.map(({ personId }) => personId);
  await tx.updateTable("application").set({ excludedPersonIds }).where("id", "=", applicationId).execute();
  await tx
    .updateTable("applicationReview")
    .set({ state: "returned", returnReason: "conflict" })
    .where("applicationId", "=", applicationId)
    .where("reviewerPersonId", "in", excludedPersonIds)
    .where("state", "in", ["proposed", "assigned", "started"])
    .execute();
}

async function peopleOf(tx: Transaction, ctx: Context, organisationIds: string[]): Promise<PersonTies[]> {
  const people = await tx
    .selectFrom("person")
    .select(["person.id", "person.name", "person.email"])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("seat")
          .select("seat.id")
          .whereRef("seat.personId", "=", "person.id")
          .where("seat.organisationId", "in", organisationIds)
          .where("seat.endedAt", "is", null)
          .where((own) => own.or([own("seat.endsAt", "is", null), own("seat.endsAt", ">", ctx.now())])),
      ),
    )
    .execute();
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
export const tieKeys = { founders: "founders", investors: "investors", advisors: "advisors" } as const;

async function applicantTies(
  tx: Transaction,
  {
    id,
    companyId,
    firmName,
    formId,
    authorPersonIds,
  }: { id: string; companyId: string | null; firmName: string; formId: string; authorPersonIds: string[] },
): Promise<ApplicantTies> {
  const authors = await tx.selectFrom("applicationAuthor").select(["name", "email"]).where("applicationId", "=", id).execute();
  const answers = new Map((await answersIn(tx, id)).map(({ key, value }) => [key, value]));
  const { fields } = await formVersionIn(tx, formId);
  const told = (part: string) =>
    fields.filter(({ profilePart }) => profilePart === part).flatMap(({ key }) => namesIn(answers.get(key)));
  const company = companyId
    ? await tx
        .selectFrom("company")
        .select(["name", "legalName", "formerNames", "otherNames", "domain"])
        .where("id", "=", companyId)
        .executeTakeFirst()
    : undefined;
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
