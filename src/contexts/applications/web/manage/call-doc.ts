import type { Locale } from "#platform/i18n/locales.ts";
import type { EligibilityRule } from "../../eligibility.ts";
import type { CallView } from "../../views.ts";
import type { Wording } from "../../wording.ts";
import { changedParts } from "./merge.ts";
import { send } from "./send.ts";
import type { Stored } from "./use-editor.ts";

/** A call as its managers edit it. */
export interface CallDoc {
  slug: string;
  isJoint: boolean;
  mode: CallView["mode"];
  opensAt: string | null;
  softDeadlineAt: string | null;
  hardDeadlineAt: string | null;
  langs: Locale[];
  title: Wording;
  teaser: Wording;
  description: Wording;
  faq: { question: Wording; answer: Wording }[];
  rules: EligibilityRule[];
  tracks: { key: string; label: Wording }[];
  promisedDays: { screening: number; review: number; waitlist: number };
  sharesFeedback: boolean;
  needIds: string[];
}
export type CallPartName = keyof CallDoc;

const isoOf = (value: Date | string | null): string | null => (value === null ? null : new Date(value).toISOString());

/** What the server has, from the page's loader or as JSON from the API. */
export function storedCall(call: CallView): Stored<CallDoc> {
  const { slug, mode, title, teaser, description, faq, rules, tracks, promisedDays, sharesFeedback } = call;
  return {
    version: call.version,
    doc: {
      slug,
      isJoint: call.operators.length > 1,
      mode,
      opensAt: isoOf(call.opensAt),
      softDeadlineAt: isoOf(call.softDeadlineAt),
      hardDeadlineAt: isoOf(call.hardDeadlineAt),
      langs: call.langs as Locale[],
      title,
      teaser,
      description,
      faq,
      rules,
      tracks,
      promisedDays,
      sharesFeedback,
      needIds: call.needs.map(({ id }) => id),
    },
  };
}

/** Saves what was changed, and only that. */
export async function sendCall(callId: string, doc: CallDoc, base: Stored<CallDoc>) {
  const changes = Object.fromEntries(changedParts(base.doc, doc).map((part) => [part, doc[part]]));
  const answer = await send<CallView>("PATCH", `/calls/${callId}`, { ...changes, version: base.version });
  return answer.outcome === "saved" ? { ...answer, body: storedCall(answer.body) } : answer;
}
