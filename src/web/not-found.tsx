import { notFound } from "#platform/errors.ts";
import type { Route } from "./+types/not-found.ts";
import { ctxOf } from "./context.ts";
import { page } from "./respond.ts";

/** Any address nobody else answers. */
export const loader = ({ context }: Route.LoaderArgs) => page(ctxOf(context), () => Promise.reject(notFound()));

export default function NotFound() {
  return null;
}
