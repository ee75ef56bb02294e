import { createContext, type RouterContextProvider } from "react-router";
import type { Context } from "#platform/context.ts";
import type { DomainError } from "#platform/errors.ts";

/** What the server hands to loaders and actions. */
export const requestContextKey = createContext<Context>();
export const nonceKey = createContext<string>("");
/** Why the server does not answer this request; the root's middleware throws it, so that the reader gets a page of the product. */
export const refusalKey = createContext<DomainError | null>(null);

/** The command and query context of a loader or action. */
export const ctxOf = (context: Readonly<RouterContextProvider>): Context => context.get(requestContextKey);
