import type { Transaction } from "#platform/db/database.ts";
import type { Answer } from "../form/answer.ts";
import type { Form } from "../form/form.ts";
import type { ApplicationView } from "../views.ts";
import { formVersionIn } from "./call-forms.ts";

export interface HandedIn {
  submissions: ApplicationView["submissions"];
  fields: Form;
  answers: Record<string, Answer>;
  version: number;
}

/** What was handed in last, without what tells who applies where the reader's phase is blind. */
export async function handedIn(
  tx: Transaction,
  { id: applicationId, firmName }: { id: string; firmName: string },
  showsApplicant: boolean,
): Promise<HandedIn> {
  const submissions = await tx
    .selectFrom("applicationSubmission")
    .select(["id", "formId", "submittedAt", "stage", "isLate", "sha256"])
    .where("applicationId", "=", applicationId)
    .orderBy("submittedAt", "desc")
    .orderBy("id", "desc")
    .execute();
  const [last] = submissions;
  if (!last) return { submissions: [], fields: [], answers: {}, version: 0 };
  const parts = await tx.selectFrom("applicationSubmissionPart").select("answers").where("submissionId", "=", last.id).execute();
  const form = await formVersionIn(tx, last.formId);
  const given = Object.assign({}, ...parts.map(({ answers }) => answers)) as Record<string, Answer>;
  const fields = form.fields.filter(({ key, isIdentifying }) => key in given && (showsApplicant || !isIdentifying));
  const isName = ({ profilePart }: Form[number]) => profilePart === "name" || profilePart === "legalName";
  const names = [
    firmName,
    ...form.fields.filter(isName).flatMap(({ key }) => (typeof given[key] === "string" ? given[key] : [])),
  ];
  return {
    submissions: submissions.map(({ id: _, formId: __, ...submission }) => submission),
    fields,
    answers: Object.fromEntries(fields.map(({ key }) => [key, showsApplicant ? given[key]! : withoutNames(given[key]!, names)])),
    version: form.version,
  };
}

/** An answer in which the names of the firm are struck out, the longest first: one may stand in another. */
export const withoutNames = <Value>(value: Value, names: readonly string[]): Value =>
  names.toSorted((a, b) => b.length - a.length).reduce(withoutName, value);

/** An answer in which a name of the firm is struck out. */
export function withoutName<Value>(value: Value, firmName: string): Value {
  if (firmName.trim() === "") return value;
  if (typeof value === "string") {
    const name = firmName.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return value.replace(new RegExp(name, "giu"), "▮▮▮") as Value;
  }
  if (Array.isArray(value)) return value.map((each) => withoutName(each, firmName)) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutName(each, firmName)])) as Value;
}
