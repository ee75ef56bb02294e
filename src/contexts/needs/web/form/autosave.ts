import { useEffect, useRef, useState } from "react";

export type SaveState = "idle" | "waiting" | "saving" | "saved" | "refused" | "signedOut" | "offline";

export interface DraftIdentity {
  needId: string | null;
  version: number | null;
  /** What a need not yet stated will be called: sent with every attempt, so that one whose answer was lost is found again. */
  draftId?: string;
}

const pauseMs = 1500;

/** Sends a draft whenever the typing pauses, one request at a time; what the server refuses or cannot get stays on the device. */
export function useAutosave(box: React.RefObject<HTMLElement | null>, initial: DraftIdentity, isOn: boolean) {
  const [draft, setDraft] = useState(initial);
  const [state, setState] = useState<SaveState>("idle");
  const [message, setMessage] = useState<string | null>(null);
  const work = useRef({
    draft: initial,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
    running: null as Promise<void> | null,
  });

  useEffect(() => () => clearTimeout(work.current.timer), []);

  const send = async () => {
    const form = box.current?.querySelector("form");
    if (!form) return;
    setState("saving");
    const body = new FormData(form);
    if (work.current.draft.needId) body.set("needId", work.current.draft.needId);
    if (work.current.draft.version) body.set("version", String(work.current.draft.version));
    try {
      const response = await fetch("/needs/drafts", { method: "POST", body, redirect: "manual" });
      const isSignedOut = response.type === "opaqueredirect" || response.status === 401;
      if (isSignedOut) return setState("signedOut");
      const answer = (await response.json()) as { ok: boolean; needId?: string; version?: number; message?: string };
      if (!answer.ok) {
        setMessage(answer.message ?? null);
        return setState("refused");
      }
      work.current.draft = { ...work.current.draft, needId: answer.needId!, version: answer.version! };
      setDraft(work.current.draft);
      setState("saved");
    } catch {
      setState("offline");
    }
  };

  const schedule = () => {
    if (!isOn) return;
    clearTimeout(work.current.timer);
    setState("waiting");
    work.current.timer = setTimeout(() => {
      work.current.running = (work.current.running ?? Promise.resolve()).then(send).finally(() => {
        work.current.running = null;
      });
    }, pauseMs);
  };

  const cancel = () => {
    clearTimeout(work.current.timer);
    setState((present) => (present === "waiting" ? "idle" : present));
  };

  /** Before the form itself is sent: no further autosave, and the one under way has come to its end. */
  const settle = async () => {
    cancel();
    await work.current.running;
    return work.current.draft;
  };

  return { draft, state, message, schedule, cancel, settle, isBusy: () => work.current.running !== null };
}
