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
 * then, or at any other refusal, throws `unavailable`.
 */
export async function embed(endpoint: Endpoint, texts: readonly string[]): Promise<number[][]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request(endpoint, texts);
    } catch (cause) {
      if (attempt === attempts || cause instanceof Refused) throw new DomainError("unavailable", "errors.unavailable", { cause });
      await sleep(firstPauseMs * 2 ** (attempt - 1));
    }
  }
}

class Refused extends Error {}

async function request({ url, model, key }: Endpoint, texts: readonly string[]): Promise<number[][]> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify({ model, input: texts, encoding_format: "float" }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) {
    await response.body?.cancel();
    const message = `The embeddings endpoint answered ${response.status}.`;
    throw response.status === 429 || response.status >= 500 ? new Error(message) : new Refused(message);
  }
  const { data } = answer.parse(await response.json());
  const vectors = data.sort((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  if (vectors.length !== texts.length) throw new Refused("The embeddings endpoint answered with another number of vectors.");
  return vectors;
}
