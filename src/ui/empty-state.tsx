import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./layout.module.css";

interface EmptyStateProps {
  /** A Tabler icon element, size 26. */
  icon: ReactNode;
  title: ReactNode;
  /** What will stand here and how it gets here. */
  text: ReactNode;
  /** The one or two things to do now. */
  action?: ReactNode;
  order?: 2 | 3;
}

/** An empty list teaches: what belongs here and what to do first. */
export function EmptyState({ icon, title, text, action, order = 3 }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon} aria-hidden>
        {icon}
      </span>
      <Title order={order}>{title}</Title>
      <p className={classes.emptyText}>{text}</p>
      {action && <div className={classes.emptyAction}>{action}</div>}
    </div>
  );
}
