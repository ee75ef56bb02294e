import classes from "./writing.module.css";

/** Notes on these pages hold whole sentences: their words are as dark as the page's. */
export const noteClasses = { root: classes.note, title: classes.noteTitle };
