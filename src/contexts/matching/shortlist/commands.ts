export { addEntry, moveEntry, removeEntry, restoreEntry } from "./commands/entries.ts";
export { addNote, setNoteRemoved, vote, withdrawVote } from "./commands/opinions.ts";
export { followPasses, passEntry, takePassBack } from "./commands/passes.ts";
