import { createContext } from "react";

/** The request's Content-Security-Policy nonce during server rendering; empty in the browser. */
export const NonceContext = createContext<string>("");
