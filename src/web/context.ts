import { createContext, type RouterContextProvider } from "react-router";
import type { Context } from "#platform/context.ts";

/** What the server hands to loaders and actions. */
export const requestContextKey = createContext<Context>();
export const nonceKey = createContext<string>("");

/** The command and query context of a loader or action. */
export const ctxOf = (context: Readonly<RouterContextProvider>): Context => context.get(requestContextKey);
