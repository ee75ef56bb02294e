import type { FormField } from "../../form/field.ts";
import { type Form, form } from "../../form/form.ts";
import type { CallForms } from "../../views.ts";
import { send } from "./send.ts";
import type { Stored } from "./use-editor.ts";

/** No field is called so. */
const orderPart = " order";

/** The next version of a form as its managers edit it: each question a part of its own, so that two people merge question by question. */
export type FormDoc = Record<string, FormField | string[] | undefined>;

export const docOfFields = (fields: Form): FormDoc => ({
  ...Object.fromEntries(fields.map((field) => [field.key, field])),
  [orderPart]: fields.map(({ key }) => key),
});

/** Questions that came from somebody else and have no place yet stand last. */
export function fieldsOfDoc(doc: FormDoc): Form {
  const order = (doc[orderPart] ?? []) as string[];
  const others = Object.keys(doc).filter((key) => key !== orderPart && !order.includes(key));
  return [...order, ...others].flatMap((key) => (doc[key] ? [doc[key] as FormField] : []));
}

/** The question behind a part; null for their order. */
export const fieldOfPart = (doc: FormDoc, part: string): FormField | null =>
  part === orderPart ? null : ((doc[part] as FormField | undefined) ?? null);

/** What is drafted, else what is published, else nothing yet. */
export function storedForm({ draft, published }: CallForms): Stored<FormDoc> {
  const version = draft ?? published;
  return { version: version?.id ?? null, doc: docOfFields(version ? form.parse(version.fields) : []) };
}

export async function sendForm(callId: string, doc: FormDoc, base: Stored<FormDoc>) {
  const content = { fields: fieldsOfDoc(doc), basedOn: base.version };
  const answer = await send<CallForms>("PUT", `/calls/${callId}/form`, content);
  return answer.outcome === "saved" ? { ...answer, body: storedForm(answer.body) } : answer;
}
