import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DocumentTitle } from "./document-title.tsx";
import classes from "./layout.module.css";

export interface Crumb {
  label: string;
  to: string;
}

interface PageHeaderProps {
  title: ReactNode;
  /** Title in the browser's tab when `title` is more than text. */
  tabTitle?: string;
  /** The way back up, without the page itself. */
  crumbs?: Crumb[];
  /** Beside the title: a StateBadge, say. */
  badge?: ReactNode;
  /** One sentence that says what this page is for. */
  lead?: ReactNode;
  /** Small facts below the title; each child is separated by a dot. */
  meta?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
}

/** Opens every page: where you are, what it is called, what you can do. Holds the page's only h1. */
export function PageHeader({ title, tabTitle, crumbs, badge, lead, meta, actions }: PageHeaderProps) {
  const t = useTranslations("ui");
  return (
    <header className={classes.header}>
      {(tabTitle || typeof title === "string") && <DocumentTitle>{tabTitle ?? String(title)}</DocumentTitle>}
      <div className={classes.headerText}>
        {crumbs && crumbs.length > 0 && (
          <nav aria-label={t("breadcrumbs")}>
            <ol className={classes.crumbs}>
              {crumbs.map((crumb) => (
                <li key={crumb.to}>
                  <Link to={crumb.to}>{crumb.label}</Link>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className={classes.headerTitle}>
          <Title order={1}>{title}</Title>
          {badge}
        </div>
        {lead && <p className={classes.lead}>{lead}</p>}
        {meta && <div className={classes.meta}>{meta}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
