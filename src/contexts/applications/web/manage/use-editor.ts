import { useEffect, useRef, useState } from "react";
import { useBlocker, useRevalidator } from "react-router";
import { useLocalCopy } from "#ui/form/local-copy.ts";
import { changedParts, isSame, mergeDocs } from "./merge.ts";
import type { Answer } from "./send.ts";

export type EditState = "idle" | "changed" | "saving" | "saved" | "refused" | "conflict" | "signedOut" | "offline";

/** A document as the server has it. */
export interface Stored<Doc> {
  doc: Doc;
  version: string | number | null;
}

interface EditorOptions<Doc> {
  /** Names the copy on this device. */
  subject: string;
  personId: string;
  stored: Stored<Doc>;
  send(doc: Doc, base: Stored<Doc>): Promise<Answer<Stored<Doc>>>;
  /** Saves whenever the typing pauses, for what nobody else reads yet. */
  isAutosaved?: boolean;
  /** Instead of asking the page's loader again. */
  onSaved?: (stored: Stored<Doc>) => void;
}

const pauseMs = 1200;

/**
 * A document that is edited in the page and saved as a whole. Whatever comes between – a lost session, a closed tab, another person's
 * save – what was typed stays: on this device until the server has it, and merged part by part with what others saved meanwhile.
 */
export function useEditor<Doc extends object>({
  subject,
  personId,
  stored,
  send,
  isAutosaved = false,
  onSaved,
}: EditorOptions<Doc>) {
  const [doc, setDoc] = useState(stored.doc);
  const [state, setState] = useState<EditState>("idle");
  const [message, setMessage] = useState<string | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [both, setBoth] = useState<(keyof Doc & string)[]>([]);
  const copy = useLocalCopy<Doc>(personId, subject);
  const { revalidate } = useRevalidator();
  const work = useRef({
    doc: stored.doc,
    base: stored,
    /** Versions this page has had: an answer that comes late brings nothing new. */
    known: new Set([stored.version]),
    running: null as Promise<boolean> | null,
  });

  const show = (next: Doc) => {
    work.current.doc = next;
    setDoc(next);
  };
  const adopt = (newer: Stored<Doc>) => {
    const { merged, both: clashes } = mergeDocs(work.current.base.doc, work.current.doc, newer.doc);
    work.current.base = newer;
    show(merged);
    setBoth(clashes);
    return clashes;
  };
  useEffect(() => {
    if (work.current.known.has(stored.version)) return;
    work.current.known.add(stored.version);
    const clashes = adopt(stored);
    if (clashes.length > 0) return setState("conflict");
    setState((now) => {
      if (now === "conflict") queueMicrotask(() => void latest.current());
      return now;
    });
  });

  const change = (update: (before: Doc) => Doc) => {
    const next = update(work.current.doc);
    show(next);
    copy.keep(next);
    setState((now) => (now === "conflict" ? now : "changed"));
  };

  const saveOnce = async (): Promise<boolean> => {
    const sent = work.current.doc;
    setState("saving");
    const answer = await send(sent, work.current.base);
    setErrors(answer.outcome === "refused" ? answer.errors : {});
    setMessage("message" in answer ? answer.message : null);
    if (answer.outcome === "saved") {
      work.current.base = answer.body;
      work.current.known.add(answer.body.version);
      // The server tidies what it takes; what was typed while it did is kept.
      if (isSame(sent, work.current.doc)) show(answer.body.doc);
      setBoth([]);
      copy.forget();
    }
    setState(answer.outcome === "saved" && !isSame(work.current.base.doc, work.current.doc) ? "changed" : answer.outcome);
    if (answer.outcome === "saved" && onSaved) onSaved(answer.body);
    else if (answer.outcome === "saved" || answer.outcome === "conflict") void revalidate();
    return answer.outcome === "saved";
  };
  const save = (): Promise<boolean> => {
    work.current.running ??= saveOnce().finally(() => {
      work.current.running = null;
    });
    return work.current.running;
  };

  const hasChanges = changedParts(work.current.base.doc, doc).length > 0;
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change begins the pause anew.
  useEffect(() => {
    if (!isAutosaved || state !== "changed") return;
    const timer = setTimeout(() => void latest.current(), pauseMs);
    return () => clearTimeout(timer);
  }, [isAutosaved, state, doc]);

  return {
    doc,
    state,
    message,
    errors,
    both,
    hasChanges,
    change,
    save,
    /** Of parts that two people changed: take what the other saved. */
    takeTheirs: () => {
      const theirs = Object.fromEntries(both.map((part) => [part, work.current.base.doc[part]]));
      show({ ...work.current.doc, ...theirs });
      setBoth([]);
      setState("changed");
    },
    keepMine: () => {
      setBoth([]);
      setState("changed");
    },
    found: copy.found && !isSame(copy.found.values, stored.doc) ? copy.found : null,
    restore: () => {
      if (copy.found) change(() => ({ ...work.current.doc, ...copy.found!.values }));
      copy.take();
    },
    discard: copy.forget,
    blocker: useSaveBeforeLeaving(() => !isSame(work.current.base.doc, work.current.doc), hasChanges, latest),
  };
}

export type Editor<Doc extends object> = ReturnType<typeof useEditor<Doc>>;

/** Leaving the page saves first; where that is refused, the reader decides. */
function useSaveBeforeLeaving(hasChangesNow: () => boolean, hasChanges: boolean, save: React.RefObject<() => Promise<boolean>>) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && hasChangesNow(),
  );
  const isBlocked = blocker.state === "blocked";
  const latest = useRef(blocker);
  useEffect(() => {
    latest.current = blocker;
  });
  useEffect(() => {
    if (!isBlocked) return;
    void save.current().then((isSaved) => {
      if (isSaved && latest.current.state === "blocked") latest.current.proceed();
    });
  }, [isBlocked, save]);
  useEffect(() => {
    if (!hasChanges) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [hasChanges]);
  return blocker;
}
