import type { SendableNeedField } from "#contexts/identity/index.ts";
import type { Requirement } from "#contexts/needs/index.ts";

interface NeedText {
  state: string;
  visibility: string;
  title: string;
  teaser: string;
  detail: string;
  requirements: readonly Pick<Requirement, "text">[];
}

/**
 * What of a need may leave for the embeddings endpoint: the teaser of one that is open to the public, and the fields the administrators
 * of both sides allowed. Of a draft nothing, of every other need without either nothing.
 */
export function sendableText(
  { state, visibility, title, teaser, detail, requirements }: NeedText,
  allowed: readonly SendableNeedField[],
): string {
  if (state === "draft") return "";
  const parts: Record<SendableNeedField, string> = {
    teaser,
    title,
    detail,
    requirements: requirements
      .map(({ text }) => text)
      .filter(Boolean)
      .join("\n"),
  };
  const sent = (["teaser", "title", "detail", "requirements"] as const).filter(
    (field) => allowed.includes(field) || (field === "teaser" && visibility === "teaser"),
  );
  return sent
    .map((field) => parts[field])
    .filter(Boolean)
    .join("\n");
}
