import { Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./layout.module.css";

interface SectionProps {
  title?: ReactNode;
  hint?: ReactNode;
  actions?: ReactNode;
  /** Without the card around it. */
  plain?: boolean;
  /** The content reaches the edges: lists and tables. */
  flush?: boolean;
  /** Level of the heading; 2 unless nested. */
  order?: 2 | 3;
  id?: string;
  children: ReactNode;
}

/** A titled part of a page, on a card. */
export function Section({ title, hint, actions, plain, flush, order = 2, id, children }: SectionProps) {
  const headingId = useId();
  return (
    <section id={id} className={classes.section} aria-labelledby={title ? headingId : undefined} data-plain={plain || undefined}>
      {(title || actions) && (
        <div className={classes.sectionHead}>
          {title && (
            <Title order={order} id={headingId}>
              {title}
            </Title>
          )}
          {actions}
        </div>
      )}
      {hint && <p className={classes.sectionHint}>{hint}</p>}
      <div className={classes.sectionBody} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}
