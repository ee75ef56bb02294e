import type { Answer } from "../form/answer.ts";
import type { FormField } from "../form/field.ts";
import { FileAnswer } from "./writing/file-answer.tsx";
import { Question } from "./writing/question.tsx";

/** One question as an applicant meets it, where nothing is kept: in the preview of a form. */
export function AnswerField({ field, value }: { field: FormField; value: Answer | undefined }) {
  if (field.kind === "file") return <FileAnswer applicationId={null} field={field} files={[]} />;
  return <Question field={field} value={value} version={0} stored={undefined} />;
}
