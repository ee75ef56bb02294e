import type { ReactNode } from "react";
import classes from "./marks.module.css";

/** good: reached · info: under way · warn: needs care · bad: failed or late · idle: not started or over · accent: yours to do. */
export type Tone = "good" | "info" | "warn" | "bad" | "idle" | "accent";

/** The state of a record: a dot and a word, never colour alone. */
export function StateBadge({ tone, quiet, children }: { tone: Tone; quiet?: boolean; children: ReactNode }) {
  return (
    <span className={`${classes.badge} ${classes[tone]}`} data-quiet={quiet || undefined}>
      {children}
    </span>
  );
}
