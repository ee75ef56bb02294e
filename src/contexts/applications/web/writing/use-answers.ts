import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { copiesOf } from "#ui/form/local-copy.ts";
import type { OwnApplicationView } from "../../own-views.ts";
import { answersOfForm } from "../answers-of-form.ts";
import { type AnswerStore, openAnswerStore, type WrittenCopy } from "./answer-store.ts";
import { sendAnswers } from "./send-answers.ts";

const collectMs = 150;
const pauseMs = 1200;
const retryMs = 4000;

export const copySubject = (applicationId: string): string => `application:${applicationId}`;

/** What is typed into the form, kept on this device and on the server; see the store for what happens when either is away. */
export function useAnswers(form: RefObject<HTMLFormElement | null>, application: OwnApplicationView, personId: string) {
  const [{ store, page }] = useState(() => openFor(application, personId));
  const snapshot = useSyncExternalStore(store.subscribe, store.read, store.read);
  const collecting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const pausing = useRef<ReturnType<typeof setTimeout> | null>(null);
  const fields = useRef(application.fields);
  fields.current = application.fields;

  const collect = () => {
    if (collecting.current) clearTimeout(collecting.current);
    collecting.current = null;
    if (form.current) store.type(answersOfForm(fields.current, new FormData(form.current)));
  };
  const flush = () => {
    collect();
    return store.save();
  };
  const onInput = () => {
    collecting.current ??= setTimeout(collect, collectMs);
    if (pausing.current) clearTimeout(pausing.current);
    pausing.current = setTimeout(() => void flush(), pauseMs);
  };

  useEffect(() => store.meet(application.answers), [store, application.answers]);
  useEffect(() => {
    store.restore();
    void store.save();
  }, [store]);
  useLeaving(store, application.id, page, collect);
  useRetries(store, snapshot.status.kind);
  return { ...snapshot, store, onInput, flush };
}

function openFor({ id, answers, asides, fields }: OwnApplicationView, personId: string) {
  const page = Math.random().toString(36).slice(2);
  const store = openAnswerStore({
    answers,
    asides,
    keys: fields.filter(({ kind }) => kind !== "file").map(({ key }) => key),
    copies: copiesOf<WrittenCopy>(personId, copySubject(id)),
    send: (batch) => sendAnswers(id, page, batch),
    now: Date.now,
  });
  return { store, page };
}

/** The copy is complete before the page is gone, and one last try is made to bring it to the server. */
function useLeaving(store: AnswerStore, applicationId: string, page: string, collect: () => void): void {
  const latest = useRef(collect);
  latest.current = collect;
  useEffect(() => {
    const leave = () => {
      latest.current();
      for (const batch of store.unsent()) void sendAnswers(applicationId, page, batch, { isLast: true });
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      latest.current();
      void store.save();
    };
  }, [store, applicationId, page]);
}

/** Sends again while something is away: after a while, when the network is back, when somebody comes back to the window. */
function useRetries(store: AnswerStore, kind: string): void {
  useEffect(() => {
    if (kind !== "offline" && kind !== "signedOut") return;
    const again = () => void store.save();
    const timer = setInterval(again, retryMs);
    window.addEventListener("online", again);
    window.addEventListener("focus", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
      window.removeEventListener("focus", again);
    };
  }, [store, kind]);
}
