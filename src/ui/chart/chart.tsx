import type { ReactNode } from "react";
import classes from "./chart.module.css";

interface ChartProps {
  /** As drawChart of the platform gives it. */
  picture: { wide: string; narrow: string };
  /** What it shows, in a sentence, for people who do not see it. */
  alt: string;
  caption?: ReactNode;
  /** The same numbers as a table or a link to it. */
  children?: ReactNode;
}

/** A chart drawn on the server; it follows the theme, and the window by one of two widths. */
export function Chart({ picture, alt, caption, children }: ChartProps) {
  return (
    <figure className={classes.figure}>
      <div role="img" aria-label={alt}>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server, texts in it escaped. */}
        <div className={classes.wide} dangerouslySetInnerHTML={{ __html: picture.wide }} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server, texts in it escaped. */}
        <div className={classes.narrow} dangerouslySetInnerHTML={{ __html: picture.narrow }} />
      </div>
      {caption && <figcaption className={classes.caption}>{caption}</figcaption>}
      {children}
    </figure>
  );
}
