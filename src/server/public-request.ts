/**
 * The request as the caller sent it: behind a proxy that ends TLS our socket speaks plain http, so scheme and host come from
 * PUBLIC_URL. Pages compare the Origin of a form with it.
 */
export function publicRequest(request: Request, publicUrl: string | undefined): Request {
  if (!publicUrl) return request;
  const { pathname, search } = new URL(request.url);
  const url = new URL(publicUrl).origin + pathname + search;
  if (url === request.url) return request;
  const { method, headers, body, signal } = request;
  return new Request(url, { method, headers, body, signal, ...(body ? { duplex: "half" } : {}) } as RequestInit);
}
