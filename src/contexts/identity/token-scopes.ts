import { type TokenScope, tokenScopes } from "./schema.ts";

/** The scopes worth offering to a seat: only operators' administrators have anything to do in operations. */
export const scopesOfRole = (role: string | null): TokenScope[] =>
  tokenScopes.filter((scope) => !scope.startsWith("operations:") || role === "administrator");
