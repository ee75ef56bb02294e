import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Config } from "#platform/config.ts";
import { DomainError } from "#platform/errors.ts";

export interface Endpoint {
  url: string;
  model: string;
  key: string | undefined;
}

const answer = z.object({ data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).min(1) })) });

const timeoutMs = 15_000;
const attempts = 3;
const firstPauseMs = 300;

/** The configured embeddings service, or null: without both address and model nothing is ever sent anywhere. */
export function endpointOf({ EMBEDDINGS_URL, EMBEDDINGS_MODEL, EMBEDDINGS_KEY }: Config): Endpoint | null {
  if (!EMBEDDINGS_URL || !EMBEDDINGS_MODEL) return null;
  const base = EMBEDDINGS_URL.replace(/\/+$/, "");
  return { url: base.endsWith("/embeddings") ? base : `${base}/embeddings`, model: EMBEDDINGS_MODEL, key: EMBEDDINGS_KEY };
}

/**
 * One vector for each text from an OpenAI-compatible endpoint. Fifteen seconds a try, three tries for what may pass (network, 429, 5xx);
 * then throws `unavailable`, and at once where the endpoint refuses whoever asks. Throws RefusedTexts where it refuses these texts.
 */
export async function embed(endpoint: Endpoint, texts: readonly string[]): Promise<number[][]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request(endpoint, texts);
    } catch (cause) {
      if (cause instanceof RefusedTexts) throw cause;
      if (attempt === attempts || cause instanceof Refused) throw new DomainError("unavailable", "errors.unavailable", { cause });
      await sleep(firstPauseMs * 2 ** (attempt - 1));
    }
  }
}

/** The endpoint answers, but not to these texts; to others it may. */
export class RefusedTexts extends Error {}

class Refused extends Error {}

/** No key, not allowed, no such address or model: it would refuse every text. */
const refusesAll = new Set([401, 403, 404]);

function refusalOf(status: number): Error {
  const message = `The embeddings endpoint answered ${status}.`;
  if (status === 429 || status >= 500) return new Error(message);
  return status < 400 || refusesAll.has(status) ? new Refused(message) : new RefusedTexts(message);
}

async function request({ url, model, key }: Endpoint, texts: readonly string[]): Promise<number[][]> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify({ model, input: texts, encoding_format: "float" }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw refusalOf(response.status);
  }
  const { data } = answer.parse(await response.json());
  const vectors = data.sort((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  if (vectors.length !== texts.length) throw new Refused("The embeddings endpoint answered with another number of vectors.");
  return vectors;
}
