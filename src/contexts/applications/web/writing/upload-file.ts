import { z } from "zod";
import { type AnswerFile, answerFile } from "../../answer-views.ts";
import { ownPath } from "./send-answers.ts";

const problem = z.object({ title: z.string(), errors: z.array(z.object({ message: z.string() })).optional() });
// Dates travel as text.
const sentFile = answerFile.extend({ uploadedAt: z.coerce.date() });

export type Uploaded = { kind: "kept"; file: AnswerFile } | { kind: "refused"; sentence: string } | { kind: "offline" };

/** Sends a file and tells how far it is, 0 to 1; only XMLHttpRequest knows that of an upload. */
export function uploadFile(
  { applicationId, key, file, replaces }: { applicationId: string; key: string; file: File; replaces: string | null },
  onProgress: (share: number) => void,
): Promise<Uploaded> {
  const query = new URLSearchParams({ name: file.name, ...(replaces ? { replaces } : {}) });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${ownPath(applicationId)}/answers/${key}/files?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => resolve({ kind: "offline" });
    request.onload = () => resolve(answerOf(request.status, request.responseText));
    request.send(file);
  });
}

function answerOf(status: number, text: string): Uploaded {
  const body = parsed(text);
  if (status === 201) return { kind: "kept", file: sentFile.parse(body) };
  const { data } = problem.safeParse(body);
  return data ? { kind: "refused", sentence: data.errors?.[0]?.message ?? data.title } : { kind: "offline" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
