import { z } from "zod";
import { answerKept } from "../../answer-views.ts";
import type { Sent, SentAnswer } from "./answer-store.ts";

const patienceMs = 20_000;
const problem = z.object({ title: z.string(), errors: z.array(z.object({ field: z.string(), message: z.string() })).optional() });
const keptAnswers = z.array(answerKept);

export const ownPath = (applicationId: string): string => `/api/v1/own-applications/${applicationId}`;

/** Sends answers to the server and says what became of them; never throws. */
export async function sendAnswers(
  applicationId: string,
  page: string,
  answers: SentAnswer[],
  { isLast = false } = {},
): Promise<Sent> {
  let response: Response;
  try {
    response = await fetch(`${ownPath(applicationId)}/answers`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ answers, page }),
      keepalive: isLast,
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch {
    return { kind: "offline" };
  }
  if (response.status === 401) return { kind: "signedOut" };
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return { kind: "kept", kept: keptAnswers.parse(body) };
  if (response.status === 429 || response.status >= 500) return { kind: "offline" };
  return refusalOf(body, answers);
}

/** A fault is named by its field, or by its place in what was sent. */
function refusalOf(body: unknown, answers: SentAnswer[]): Sent {
  const { data } = problem.safeParse(body);
  const faults = data?.errors ?? [];
  const keys = faults.flatMap(({ field }) => {
    const place = /^answers\.(\d+)/.exec(field)?.[1];
    return place === undefined ? [field] : [answers[Number(place)]?.key ?? field];
  });
  return { kind: "refused", sentence: faults[0]?.message ?? data?.title ?? "", keys };
}
