import { type RefObject, useEffect, useRef, useState } from "react";
import { useFetcher } from "react-router";
import type { Form } from "../form/form.ts";
import type { AnswerKept, OwnAnswer } from "../views.ts";
import { answersOfForm } from "./answers-of-form.ts";

const pauseMs = 1200;
const retryMs = 5000;

export type SaveState = "saved" | "saving" | "waiting";

/**
 * Sends changed answers a moment after the last key, each over the version it was written on, and again until the server has them. Says
 * which ones somebody else had written meanwhile.
 */
export function useAnswerAutosave(
  form: RefObject<HTMLFormElement | null>,
  applicationId: string,
  fields: Form,
  stored: OwnAnswer[],
) {
  const fetcher = useFetcher<{ kept: AnswerKept[] }>();
  const versions = useRef(new Map(stored.map(({ key, version }) => [key, version])));
  const sent = useRef(new Map(stored.map(({ key, value }) => [key, JSON.stringify(value)])));
  const pending = useRef(new Map<string, string>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [state, setState] = useState<SaveState>("saved");
  const [aside, setAside] = useState<AnswerKept[]>([]);

  const save = () => {
    if (!form.current) return;
    const answers = answersOfForm(fields, new FormData(form.current));
    const changed = Object.entries(answers).filter(([key, value]) => {
      const known = sent.current.get(key);
      return JSON.stringify(value) !== (known ?? "null") && !(known === undefined && (value === false || `${value}` === ""));
    });
    if (changed.length === 0) return setState("saved");
    pending.current = new Map(changed.map(([key, value]) => [key, JSON.stringify(value)]));
    setState("saving");
    const body = { answers: changed.map(([key, value]) => ({ key, value, version: versions.current.get(key) ?? 0 })) };
    void fetcher.submit(body as never, {
      method: "post",
      action: `/my-applications/${applicationId}/answers`,
      encType: "application/json",
    });
  };

  const later = (ms: number) => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = setTimeout(save, ms);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is taken once, when it arrives.
  useEffect(() => {
    if (fetcher.state !== "idle" || pending.current.size === 0) return;
    const kept = fetcher.data && "kept" in fetcher.data ? fetcher.data.kept : null;
    if (!kept) {
      // The network is away or the session over: what was typed stays in the form, and is sent again.
      setState("waiting");
      return later(retryMs);
    }
    for (const { key, version } of kept) {
      versions.current.set(key, version);
      sent.current.set(key, pending.current.get(key)!);
    }
    pending.current = new Map();
    setAside((before) => [...before, ...kept.filter(({ outcome }) => outcome === "aside")]);
    later(0);
  }, [fetcher.state, fetcher.data]);

  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), []);
  return { state, aside, onInput: () => later(pauseMs) };
}
