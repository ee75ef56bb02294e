import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { startPostgresServer } from "../../../tools/postgres-server.ts";
import type { Engine } from "../engine.ts";

type Ask = (sql: string, values?: unknown[]) => Promise<{ rows: { number: number }[] }>;

export async function openPostgres(): Promise<Engine> {
  const server = await startPostgresServer();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query("set work_mem = '256MB'; set maintenance_work_mem = '1GB'; set jit = off");
  const { rows } = await client.query("select pg_backend_pid() as pid");
  return {
    ...fullText((sql, values) => client.query(sql, values)),
    async memoryElsewhere() {
      if (process.platform !== "linux") return 0;
      const postmaster = parentOf(rows[0].pid);
      return memoryOf([postmaster, ...childrenOf(postmaster)]);
    },
    async diskElsewhere() {
      const size = await client.query("select pg_database_size(current_database())::float8 as bytes");
      return size.rows[0].bytes;
    },
    async close() {
      await client.end();
      await server.stop();
    },
  };
}

export async function openPglite(directory: string): Promise<Engine> {
  const database = await PGlite.create(join(directory, "pglite"));
  return { ...fullText((sql, values) => database.query(sql, values)), close: () => database.close() };
}

/** The usual way: a tsvector with a GIN index, any of the words, ordered by `ts_rank_cd`. */
function fullText(ask: Ask): Pick<Engine, "build" | "search"> {
  return {
    async build(batches) {
      await ask("create table company (number int primary key, country text, stage text, year int, words tsvector)");
      for (const rows of batches) {
        await ask(
          "insert into company select * from unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::text[]::tsvector[])",
          [
            rows.map(({ number }) => number),
            rows.map(({ country }) => country),
            rows.map(({ stage }) => stage),
            rows.map(({ year }) => year),
            rows.map(({ words }) => vector(words.split(" "))),
          ],
        );
      }
      await ask("create index on company using gin (words)");
      await ask("create index on company (country, stage, year)");
      await ask("vacuum analyze company");
    },
    async search(words, top, filter) {
      const condition = filter ? "and country = $3 and stage = $4 and year >= $5" : "";
      const { rows } = await ask(
        `select number from company where words @@ $1::tsquery ${condition} order by ts_rank_cd(words, $1::tsquery) desc, number limit $2`,
        [words.map(quote).join(" | "), top, ...(filter ? [filter.country, filter.stage, filter.fromYear] : [])],
      );
      return rows.map(({ number }) => number);
    },
  };
}

/** Written by hand, because PostgreSQL's own parser takes a run of Chinese for one word. */
function vector(words: string[]): string {
  return words
    .filter((word) => word !== "")
    .map((word, at) => `${quote(word)}:${at + 1}`)
    .join(" ");
}

const quote = (word: string): string => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

const parentOf = (pid: number): number => Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]);

function childrenOf(parent: number): number[] {
  const pids = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  return pids.filter((pid) => {
    try {
      return parentOf(pid) === parent;
    } catch {
      return false;
    }
  });
}

/** Shared pages count once: each process answers for its share. */
function memoryOf(pids: number[]): number {
  const kilobytes = pids.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0));
  return kilobytes.reduce((sum, each) => sum + each, 0) * 1024;
}
