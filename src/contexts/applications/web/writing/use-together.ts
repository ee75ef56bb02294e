import { useEffect, useRef, useState } from "react";
import { type TogetherView, togetherView } from "../../answer-views.ts";
import type { OwnApplicationView } from "../../own-views.ts";
import { ownPath } from "./send-answers.ts";

const aloneMs = 20_000;
const togetherMs = 6000;

/** Tells the other writers where this one writes, and hears where they do; `onTold` gets what else the server tells. */
export function useTogether(
  application: OwnApplicationView,
  onTold: (told: TogetherView) => void,
): OwnApplicationView["authors"] {
  const [authors, setAuthors] = useState(application.authors);
  const latest = useRef(onTold);
  latest.current = onTold;
  useEffect(() => setAuthors(application.authors), [application.authors]);
  const { id } = application;
  const period = authors.length > 1 ? togetherMs : aloneMs;
  useEffect(() => {
    const ask = async () => {
      if (document.visibilityState === "hidden") return;
      const key = document.activeElement?.closest<HTMLElement>("[data-key]")?.dataset.key ?? null;
      const told = await tell(id, key);
      if (!told) return;
      setAuthors(told.authors);
      latest.current(told);
    };
    void ask();
    const timer = setInterval(() => void ask(), period);
    return () => clearInterval(timer);
  }, [id, period]);
  return authors;
}

async function tell(applicationId: string, key: string | null): Promise<TogetherView | null> {
  try {
    const response = await fetch(`${ownPath(applicationId)}/presence`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key }),
      signal: AbortSignal.timeout(5000),
    });
    return response.ok ? togetherView.parse(await response.json()) : null;
  } catch {
    return null;
  }
}
