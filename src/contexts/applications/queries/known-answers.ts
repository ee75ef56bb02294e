import { firmNameKeys } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Answer } from "../form/answer.ts";
import type { FormField, ProfilePart } from "../form/field.ts";
import type { Form } from "../form/form.ts";
import { ownApplications } from "../policy.ts";
import { formVersionIn } from "./call-forms.ts";

export interface KnownAnswers {
  companyId: string | null;
  answers: Record<string, Answer>;
}

/**
 * Once only: what the start-up's own record says, else what the person answered in their last application, for the fields that ask for it.
 * Only of the firm that applies: whoever founds a second one, or helped to write for somebody else's, brings nothing of the first along.
 */
export async function knownAnswersIn(tx: Transaction, ctx: Context, fields: Form, firmName: string): Promise<KnownAnswers> {
  const asking = fields.filter(({ profilePart }) => profilePart !== null);
  const keys = new Set(firmNameKeys(firmName));
  const isOfFirm = (names: readonly (string | null)[]) =>
    names.some((name) => firmNameKeys(name ?? "").some((key) => keys.has(key)));
  const own = await ownCompany(tx, ctx);
  if (own && isOfFirm([own.name, own.legalName, ...own.otherNames, ...own.formerNames]))
    return { companyId: own.id, answers: answersOf(asking, (part) => own[part]) };
  const applications = await ownApplications(tx, ctx.actor)
    .select(["application.id", "application.formId", "application.companyId", "application.firmName"])
    .orderBy("application.updatedAt", "desc")
    .execute();
  const last = applications.find((application) => isOfFirm([application.firmName]));
  if (!last) return { companyId: null, answers: {} };
  const before = (await formVersionIn(tx, last.formId)).fields;
  const written = await tx
    .selectFrom("applicationAnswer")
    .select(["key", "value"])
    .where("applicationId", "=", last.id)
    .execute();
  const answered = new Map(written.map(({ key, value }) => [key, value as Answer]));
  const byPart = new Map(
    before.flatMap(({ profilePart, key }) => (profilePart && answered.has(key) ? [[profilePart, answered.get(key)]] : [])),
  );
  return { companyId: last.companyId, answers: answersOf(asking, (part) => byPart.get(part)) };
}

/** The record behind the actor's start-up, once it has one. */
async function ownCompany(tx: Transaction, { actor }: Context) {
  if (actor.organisationKind !== "startup") return undefined;
  return tx
    .selectFrom("organisation")
    .innerJoin("company", "company.id", "organisation.companyId")
    .select(["company.id", "company.name", "company.legalName", "company.website", "company.country", "company.city"])
    .select(["company.foundedYear", "company.teamSize", "company.stage", "company.field", "company.oneLiner"])
    .select(["company.description", "company.certificates", "company.otherNames", "company.formerNames"])
    .where("organisation.id", "=", actor.organisationId!)
    .executeTakeFirst();
}

function answersOf(asking: Form, known: (part: ProfilePart) => unknown): Record<string, Answer> {
  return Object.fromEntries(
    asking.flatMap((field) => {
      const value = fitting(field, known(field.profilePart!));
      return value === null ? [] : [[field.key, value]];
    }),
  );
}

/** A known fact in the shape the field takes; null where it does not fit. */
function fitting(field: FormField, known: unknown): Answer {
  if (known === null || known === undefined || known === "") return null;
  if (field.kind === "number") return typeof known === "number" ? known : null;
  if (field.kind === "choice") return field.options.some(({ value }) => value === known) ? String(known) : null;
  if (field.kind === "text" || field.kind === "longText" || field.kind === "url")
    return Array.isArray(known) ? known.join(", ") : String(known);
  return null;
}
