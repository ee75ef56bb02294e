import { useEffect, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { SimilarNeed } from "../../schema.ts";
import { NeedStateBadge, NeedTitle } from "../labels.tsx";
import classes from "./form.module.css";

const pauseMs = 700;

/** Earlier needs that look for the same, asked for whenever the typing pauses. */
export function SimilarPanel({ text, excludeId }: { text: string; excludeId: string | null }) {
  const t = useTranslations("needs.similar");
  const format = useFormatter();
  const needs = useSimilarNeeds(text, excludeId);
  return (
    <div aria-live="polite">
      {needs.length === 0 ? (
        <p className={classes.quiet}>{t("none")}</p>
      ) : (
        <ul className={classes.similar}>
          {needs.map((need) => (
            <li key={need.id}>
              <a href={`/needs/${need.id}`} target="_blank" rel="noopener">
                <NeedTitle title={need.title} lang={need.lang} />
              </a>
              <span>
                <NeedStateBadge state={need.state} /> {need.unitName} ·{" "}
                {t("overlap", { share: format.number(need.score, { style: "percent" }) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function useSimilarNeeds(text: string, excludeId: string | null): SimilarNeed[] {
  const [needs, setNeeds] = useState<SimilarNeed[]>([]);
  useEffect(() => {
    if (text.trim().length < 8) return setNeeds([]);
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const body = new FormData();
      body.set("text", text.slice(0, 4000));
      if (excludeId) body.set("excludeId", excludeId);
      try {
        const response = await fetch("/needs/similar", { method: "POST", body, signal: abort.signal, redirect: "manual" });
        if (response.ok) setNeeds((await response.json()) as SimilarNeed[]);
      } catch {
        // The panel is a help beside the form: without an answer it shows what it had.
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, excludeId]);
  return needs;
}
