import { Fragment } from "react";
import { piecesOf, type Span } from "./highlight-spans.ts";

/** A text with what matched in it marked. */
export function Highlight({ text, spans, lang }: { text: string; spans: readonly Span[]; lang?: string }) {
  const pieces = piecesOf(text, spans);
  return (
    <span lang={lang}>
      {pieces.map((piece, index) =>
        piece.isMarked ? <mark key={index}>{piece.text}</mark> : <Fragment key={index}>{piece.text}</Fragment>,
      )}
    </span>
  );
}
