import type { Transaction } from "#platform/db/database.ts";
import type { Answers } from "../form/answer.ts";
import type { AnswerFile } from "../own-views.ts";

/** Files in the answers of an application, for whom the walls of each file let through. */
export async function answerFilesIn(tx: Transaction, applicationId: string, ids?: string[]): Promise<AnswerFile[]> {
  return tx
    .selectFrom("applicationFile")
    .select(["id", "key", "name", "mediaType", "sizeBytes", "sha256", "scanState", "uploadedAt"])
    .where("applicationId", "=", applicationId)
    .$if(ids !== undefined, (query) => query.where("id", "in", ids!))
    .orderBy("uploadedAt")
    .orderBy("id")
    .execute();
}

/** Of those, the ones that the answers name. */
export async function filesOfAnswers(tx: Transaction, applicationId: string, answers: Answers): Promise<AnswerFile[]> {
  const named = new Set<unknown>(Object.values(answers).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [])));
  return (await answerFilesIn(tx, applicationId)).filter(({ id }) => named.has(id));
}
