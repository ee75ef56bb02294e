/**
 * Where a visitor signs in; afterwards they come back to the page they wanted. Whoever sent a form comes back to the page it
 * stood on, and is told that nothing was saved.
 */
export function signInHref(request?: Request): string {
  if (!request) return "/sign-in";
  const isForm = request.method !== "GET" && request.method !== "HEAD";
  const { origin, pathname, search } = new URL((isForm && ownReferrer(request)) || request.url);
  const path = pathname.replace(/(\/_)?\.data$/, "").replace(/^\/_root$|^$/, "/");
  const wanted = safeNext(path + search.replace(/[?&](_routes|index)(=[^&]*)?/g, "").replace(/^&/, "?"), origin);
  const query = [...(wanted === "/" ? [] : [`next=${encodeURIComponent(wanted)}`]), ...(isForm ? ["unsaved"] : [])];
  return query.length > 0 ? `/sign-in?${query.join("&")}` : "/sign-in";
}

function ownReferrer(request: Request): string | null {
  const referrer = URL.parse(request.headers.get("referer") ?? "");
  return referrer?.origin === new URL(request.url).origin ? referrer.href : null;
}

/**
 * A `next` address is followed only inside this product. It is read as a browser reads it: without tabs and line breaks, with
 * backslashes as slashes; what comes back is plain ASCII, as a header wants it.
 */
export function safeNext(next: string | null | undefined, origin = "http://here.invalid"): string {
  const url = next?.startsWith("/") ? URL.parse(next, origin) : null;
  if (url?.origin !== origin || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search + url.hash;
}
