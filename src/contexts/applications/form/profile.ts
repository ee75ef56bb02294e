import { countryCodes, fields as fieldsOfWork } from "#contexts/companies/index.ts";
import type { Answers } from "./answer.ts";
import type { ProfilePart } from "./field.ts";
import type { Form } from "./form.ts";

/** Under which name a firm is known and by what lists are filtered, of what was answered openly: a question for one operator alone says nothing here. */
export function profileOf(fields: Form, answers: Answers): { firmName?: string; field: string | null; country: string | null } {
  const answered = (part: ProfilePart): string => {
    const asked = fields.find(({ profilePart, privateTo }) => profilePart === part && privateTo === null);
    const value = asked && answers[asked.key];
    return typeof value === "string" ? value : "";
  };
  const country = answered("country").toUpperCase();
  const name = answered("name").trim();
  return {
    ...(name && { firmName: name }),
    field: fieldsOfWork.find((field) => field === answered("field")) ?? null,
    country: countryCodes.find((code) => code === country) ?? null,
  };
}

/** The track of the call that the open question called `track` names; null where none is asked for or named. */
export function trackOf(fields: Form, answers: Answers, tracks: readonly { key: string }[]): string | null {
  const asked = fields.find(({ key, privateTo }) => key === "track" && privateTo === null);
  return tracks.find(({ key }) => asked && answers[asked.key] === key)?.key ?? null;
}
