import { DomainError, notFound } from "../errors.ts";

/** character_not_in_repertoire, untranslatable_character (PostgreSQL, appendix A): both are the zero character */
const zeroCharacter = ["22021", "22P05"];

/**
 * What an error of the database says of a value that came from outside, null where it says nothing: an address or a form may
 * hold any text where an id stands, and an id no record can have names nothing.
 */
export function outsideValue(error: unknown): DomainError | null {
  const { code = "", message = "" } = (error ?? {}) as { code?: string; message?: string };
  if (code === "22P02" && /for type uuid/.test(message)) return notFound(error);
  return zeroCharacter.includes(code) ? new DomainError("invalid", "errors.wrongFormat", { cause: error }) : null;
}
