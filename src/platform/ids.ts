import { v7, validate } from "uuid";

/** UUID version 7 (RFC 9562): ordered by time, so new rows lie together in the index. */
export const newId = (): string => v7();

export const isId = (text: string): boolean => validate(text);
