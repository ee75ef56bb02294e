import type { Context } from "#platform/context.ts";

/**
 * Does a job's work for each by itself: one that fails holds back no other, and is said at the end so that the job is tried again. Returns
 * how many answered true.
 */
export async function eachApart<Item>(
  { platform, requestId }: Context,
  items: readonly Item[],
  work: (item: Item) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  const errors: unknown[] = [];
  for (const item of items) {
    try {
      if (await work(item)) done++;
    } catch (error) {
      platform.log.error({ error, requestId }, "part of a job failed");
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${items.length} failed`);
  return done;
}
