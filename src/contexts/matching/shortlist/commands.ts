export { addEntry, addEntryIn, entryFacts, moveEntry, removeEntry, restoreEntry } from "./commands/entries.ts";
export { addNote, setNoteRemoved, vote, withdrawVote } from "./commands/opinions.ts";
export { followPasses, passEntry, passEntryIn, takePassBack } from "./commands/passes.ts";
