import type { Transaction } from "#platform/db/database.ts";
import { parse } from "#platform/parse.ts";
import type { Answers } from "../form/answer.ts";
import type { FormStage } from "../form/field.ts";
import { form, progressOf } from "../form/form.ts";

/** How far each of several is, by two queries however many they are. */
export async function progressesIn(tx: Transaction, rows: readonly { id: string; formId: string; stage: number }[]) {
  const versions = await tx
    .selectFrom("callForm")
    .select(["id", "fields"])
    .where("id", "in", [...new Set(rows.map(({ formId }) => formId))])
    .execute();
  const fieldsOf = new Map(versions.map(({ id, fields }) => [id, parse(form, fields)]));
  const answers = await tx
    .selectFrom("applicationAnswer")
    .select(["applicationId", "key", "value"])
    .where(
      "applicationId",
      "in",
      rows.map(({ id }) => id),
    )
    .execute();
  const byApplication = Map.groupBy(answers, ({ applicationId }) => applicationId);
  return new Map(
    rows.map(({ id, formId, stage }) => {
      const given = Object.fromEntries((byApplication.get(id) ?? []).map(({ key, value }) => [key, value])) as Answers;
      return [id, progressOf(fieldsOf.get(formId) ?? [], given, stage as FormStage)];
    }),
  );
}
