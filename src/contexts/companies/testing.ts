import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { createCompany } from "./commands/edit-company.ts";
import { newCompany } from "./schema.ts";

/** For tests: a company a person put in by hand. */
export async function givenCompany(ctx: Context, values: { name: string } & Record<string, unknown>): Promise<string> {
  return (await createCompany(ctx, newCompany.parse(values))).id;
}

/** For tests: what a source said of the company. */
export async function givenSource(
  platform: Platform,
  companyId: string,
  source: string,
  externalId: string = newId(),
): Promise<string> {
  const id = newId();
  const at = platform.now();
  const values = {
    id,
    companyId,
    source,
    externalId,
    contentHash: externalId,
    raw: json({ secret: externalId }),
    firstSeenAt: at,
    lastSeenAt: at,
  };
  await contextFor(platform, system).transact((tx) => tx.insertInto("companySource").values(values).execute());
  return id;
}

/** For tests: how many statements a run sends to the database. */
export async function countStatements(platform: Platform, run: () => Promise<unknown>): Promise<number> {
  const { pool } = platform.database;
  let count = 0;
  const connect = pool.connect.bind(pool);
  const counted = new WeakSet<object>();
  pool.connect = (async () => {
    const client = await connect();
    if (!counted.has(client)) {
      counted.add(client);
      const query = client.query.bind(client) as (...args: unknown[]) => unknown;
      client.query = ((...args: unknown[]) => {
        count++;
        return query(...args);
      }) as typeof client.query;
    }
    return client;
  }) as typeof pool.connect;
  const before = count;
  await run();
  pool.connect = connect as typeof pool.connect;
  return count - before;
}
