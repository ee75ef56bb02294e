import type { MatchedText } from "../../views.ts";
import classes from "../matching.module.css";

/** A text of the profile with what matched in it marked: words, and ideas said in other words. */
export function MarkedText({ text }: { text: MatchedText }) {
  return (
    <span lang={text.lang}>
      {text.segments.map((segment, at) =>
        segment.mark ? (
          <mark key={at} className={segment.mark === "concept" ? classes.markConcept : undefined}>
            {segment.text}
          </mark>
        ) : (
          segment.text
        ),
      )}
    </span>
  );
}
