/** Where a visitor signs in; afterwards they come back to the page they wanted. */
export function signInHref(request?: Request): string {
  if (request?.method !== "GET") return "/sign-in";
  const { pathname, search } = new URL(request.url);
  const wanted = pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/") + search.replace(/[?&]_routes=[^&]*/, "");
  return wanted === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(wanted)}`;
}

/** A `next` address is followed only inside this product. */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith("/") || /^\/[/\\]/.test(next) || next.includes("\n")) return "/";
  return next;
}
