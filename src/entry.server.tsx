import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@react-router/node";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { type EntryContext, isRouteErrorResponse, type RouterContextProvider, ServerRouter } from "react-router";
import { IntlProvider } from "use-intl";
import { loadCatalogue } from "#platform/i18n/catalogues.ts";
import { NonceContext } from "#ui/nonce.ts";
import { nonceKey, requestContextKey } from "#web/context.ts";

export const streamTimeout = 10_000;

/** Logs what a page did not expect; an address nobody answers and a reader who left are no failures. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  const { platform, requestId } = context.get(requestContextKey);
  platform.log.error({ error, requestId }, "page failed");
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  loadContext: Readonly<RouterContextProvider>,
): Promise<Response> {
  const { locale, platform, requestId } = loadContext.get(requestContextKey);
  const nonce = loadContext.get(nonceKey);
  const messages = await loadCatalogue(locale);
  const userAgent = request.headers.get("user-agent");
  const readyOption = userAgent && isbot(userAgent) ? "onAllReady" : "onShellReady";
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("vary", "accept-language, cookie");
  return new Promise((resolve, reject) => {
    let responseStatus = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext value={nonce}>
        <IntlProvider locale={locale} messages={messages} timeZone="Asia/Shanghai" now={new Date()}>
          <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
        </IntlProvider>
      </NonceContext>,
      {
        nonce,
        [readyOption]() {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          responseStatus = 500;
          platform.log.error({ error, requestId }, "page could not be rendered");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1000).unref();
  });
}
