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

/** Of those, the ones that the answers name. Where a reader must not know who applies they are called by their question: names of files tell. */
export async function filesOfAnswers(
  tx: Transaction,
  applicationId: string,
  answers: Answers,
  showsApplicant: boolean,
): Promise<AnswerFile[]> {
  const named = new Set<unknown>(Object.values(answers).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [])));
  const files = (await answerFilesIn(tx, applicationId)).filter(({ id }) => named.has(id));
  return showsApplicant ? files : files.map((file) => ({ ...file, name: plainName(file, answers[file.key]) }));
}

/** The question, the place among its files, and the ending. */
function plainName({ id, key, name }: AnswerFile, given: unknown): string {
  const place = Array.isArray(given) ? given.indexOf(id) + 1 : 1;
  return `${key} ${place}${/\.[a-z0-9]{2,4}$/iu.exec(name)?.[0].toLowerCase() ?? ""}`;
}
