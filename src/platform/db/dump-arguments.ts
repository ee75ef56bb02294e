/** Owners and rights differ between servers, so no dump holds them: whoever restores owns, and the rights are granted anew. */
export const dumpArguments = ["--no-owner", "--no-acl", "--rows-per-insert=200"];
