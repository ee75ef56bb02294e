import { loadUniverse, universeCount } from "#db/seeds/universe/load.ts";
import type { Platform } from "#platform/context.ts";

/** The number behind `--universe`; null when it is not asked for. */
export function wantedUniverse(args: readonly string[]): number | null {
  const at = args.findIndex((arg) => arg === "--universe" || arg.startsWith("--universe="));
  if (at < 0) return null;
  return universeCount(args[at]!.split("=")[1] ?? args[at + 1] ?? "");
}

/** Fills the universe behind the pages, which answer meanwhile; a stop ends it after the running batch, and the next start goes on. */
export function fillUniverse(platform: Platform, companies: number): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const filling = loadUniverse(platform, companies, { signal: stopping.signal, onProgress: progressLines(10_000) })
    .then(({ added }) => console.log(`Synthetic universe: complete with ${companies} companies (${added} added).`))
    .catch((error: unknown) => {
      if (!stopping.signal.aborted) console.error(`Synthetic universe: ${error instanceof Error ? error.message : error}`);
    });
  return {
    stop: () => {
      stopping.abort();
      return filling;
    },
  };
}

/** Says how far a load is, at most once in so many milliseconds. */
export function progressLines(everyMs: number): (progress: { loaded: number; wanted: number }) => void {
  let first: { loaded: number; at: number } | null = null;
  let saidAt = 0;
  return ({ loaded, wanted }) => {
    const now = performance.now();
    first ??= { loaded, at: now };
    if (now - saidAt < everyMs) return;
    saidAt = now;
    const rate = (loaded - first.loaded) / Math.max(1e-3, (now - first.at) / 1000);
    const rest = rate > 0 ? `, ${Math.round(rate)} a second, ${Math.ceil((wanted - loaded) / rate / 60)} min left` : "";
    console.log(`Synthetic universe: ${loaded} of ${wanted} companies${rest}`);
  };
}
