import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { formObject } from "#platform/parse.ts";
import { useLocalCopy } from "#ui/form/local-copy.ts";
import { scoreOfReview } from "../review/rubric.ts";
import type { OwnReviewView } from "../review-views.ts";
import { send } from "./manage/send.ts";
import { reviewOf } from "./review-draft.ts";

const pauseMs = 1200;
const retryMs = 8000;

export type DraftState = "idle" | "saving" | "saved" | "offline" | "signedOut" | "conflict" | "refused";

type Draft = Omit<ReturnType<typeof reviewOf>, "version" | "isHandedIn">;

/**
 * Keeps a review as it is written: on this device at once, on the server a moment after the last key, again until it has it. One that is
 * handed in is changed by its button alone, for the others read it.
 */
export function useReviewDraft(box: RefObject<HTMLElement | null>, review: OwnReviewView, personId: string) {
  const copy = useLocalCopy<Draft>(personId, `review:${review.id}`);
  const [version, setVersion] = useState(review.version);
  const [state, setState] = useState<DraftState>("idle");
  const [score, setScore] = useState(review.score);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const work = useRef({ version: review.version, running: null as Promise<void> | null, isWaiting: false });
  const isDraft = review.state !== "submitted";

  const form = () => box.current?.querySelector("form") ?? null;
  const written = () => reviewOf(formObject(new FormData(form()!)) as Record<string, unknown>);

  const save = async (): Promise<void> => {
    if (!form()) return;
    setState("saving");
    const answer = await send<{ version: number }>("PUT", `/reviews/${review.id}`, {
      ...written(),
      isHandedIn: false,
      version: work.current.version,
    });
    work.current.running = null;
    setState(answer.outcome);
    if (answer.outcome === "saved") {
      work.current.version = answer.body.version;
      // In the form before anything waiting for this sends it.
      flushSync(() => setVersion(answer.body.version));
      if (!work.current.isWaiting) copy.forget();
    }
    if (work.current.isWaiting) later(0);
    else if (answer.outcome === "offline") later(retryMs);
    work.current.isWaiting = false;
  };
  const later = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (work.current.running) work.current.isWaiting = true;
      else work.current.running = save();
    }, ms);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    version,
    state,
    score,
    copy,
    /** What is being kept just now is kept first: the form carries the version that comes of it. */
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      clearTimeout(timer.current);
      const { running } = work.current;
      if (!running) return;
      event.preventDefault();
      work.current.isWaiting = false;
      const { currentTarget: sent } = event;
      const { submitter } = event.nativeEvent as SubmitEvent;
      void running.then(() => sent.requestSubmit(submitter));
    },
    onInput: () => {
      const { version: _, isHandedIn: __, ...draft } = written();
      copy.keep(draft);
      setScore(scoreOfReview(review.rubric, draft.scores));
      if (isDraft) later(pauseMs);
    },
  };
}
