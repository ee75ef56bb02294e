export { authHandler, resolveActor } from "./sign-in.ts";
