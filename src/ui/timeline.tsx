import type { ReactNode } from "react";
import { RelativeTime } from "./dates.tsx";
import classes from "./marks.module.css";
import type { Tone } from "./state-badge.tsx";

export interface TimelineEntry {
  id: string;
  /** A Tabler icon element, size 15. */
  icon: ReactNode;
  tone?: Tone;
  title: ReactNode;
  /** Who, or from where. */
  by?: ReactNode;
  at: Date | string;
  body?: ReactNode;
}

/** What happened to a record, newest first as given. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <ol className={classes.timeline}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className={`${classes.timelineMark} ${classes[entry.tone ?? "idle"]}`} aria-hidden>
            {entry.icon}
          </span>
          <div>
            <div className={classes.timelineTitle}>{entry.title}</div>
            <div className={classes.timelineMeta}>
              {entry.by && <>{entry.by} · </>}
              <RelativeTime value={entry.at} />
            </div>
            {entry.body && <div className={classes.timelineBody}>{entry.body}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
