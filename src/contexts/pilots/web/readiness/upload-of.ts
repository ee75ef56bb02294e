import type { Upload } from "../../commands/keep-file.ts";

/** The file of a form, where one was chosen; browsers send an empty one otherwise. */
export function uploadOf(form: FormData): Upload | undefined {
  const file = form.get("file");
  return file instanceof File && file.size > 0 ? { name: file.name, content: file.stream() } : undefined;
}
