import type { CallDoc, CallPartName } from "./call-doc.ts";

/** What each section of the editor of a call is given. */
export interface CallSectionProps {
  doc: CallDoc;
  set<Part extends CallPartName>(part: Part, value: CallDoc[Part]): void;
  /** Sentences by the path of what is wrong. */
  errors: Record<string, string>;
}

/** The sentence of a part, also where the fault lies inside it. */
export function errorAt(errors: Record<string, string>, path: string): string | undefined {
  const inside = Object.keys(errors).find((key) => key.startsWith(`${path}.`));
  return errors[path] ?? (inside ? errors[inside] : undefined);
}
