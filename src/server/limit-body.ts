import { DomainError } from "#platform/errors.ts";

/** Bodies of JSON and of forms without files. */
export const formLimitMb = 1;

export interface LimitedRequest {
  request: Request;
  /** Whether a body of undeclared length grew beyond the limit; reading it has failed then. */
  isTooLarge(): boolean;
}

/**
 * The request with a body of so many megabytes at most, before anybody holds it in memory. Throws `too_large` where the declared
 * length is greater (HTTP then ends the body there); an undeclared one is counted as it streams and breaks off with that error.
 */
export function limitBody(request: Request, megabytes: number): LimitedRequest {
  const maximum = megabytes * 1024 * 1024;
  const { headers } = request;
  if (headers.has("content-length") && !headers.has("transfer-encoding")) {
    if (Number(headers.get("content-length")) > maximum) throw tooLarge(megabytes);
    return { request, isTooLarge: () => false };
  }
  if (!request.body) return { request, isTooLarge: () => false };
  let size = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      size += chunk.byteLength;
      if (size > maximum) controller.error(tooLarge(megabytes));
      else controller.enqueue(chunk);
    },
  });
  return {
    request: new Request(request, { body: request.body.pipeThrough(counter), duplex: "half" } as RequestInit),
    isTooLarge: () => size > maximum,
  };
}

export const tooLarge = (megabytes: number): DomainError =>
  new DomainError("too_large", "errors.tooLarge", { values: { limit: `${megabytes} MB` } });
