import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll } from "vitest";
import { readConfig } from "#platform/config.ts";
import type { Platform } from "#platform/context.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import type { MailMessage } from "#platform/mail/mailer.ts";
import { assemble } from "../platform.ts";
import { templateDatabase, templateFile } from "./database-template.ts";

export interface TestPlatform extends Platform {
  /** Mails the platform tried to send by SMTP. */
  sentMails: MailMessage[];
  /** Sets the clock to an instant (ISO 8601). */
  setNow(instant: string): void;
}

/** A platform over a fresh, migrated database of its own; call once at the top of a test file. */
export async function openTestPlatform(): Promise<TestPlatform> {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-test-"));
  const { database, drop } = process.env.TEST_DATABASE_URL ? await onServer(process.env.TEST_DATABASE_URL) : await embedded();
  const platform = assemble(
    readConfig({ DATA_DIR: directory, LOG_LEVEL: "silent", AUTH_SECRET: "a secret only for tests, 32 characters" }),
    database,
  );
  await platform.jobs.prepare();
  let instant = new Date("2026-03-02T09:00:00Z");
  const sentMails: MailMessage[] = [];
  afterAll(async () => {
    await database.close();
    await drop();
    rmSync(directory, { recursive: true, force: true });
  });
  return Object.assign(platform, {
    sentMails,
    mailer: {
      send: async (message: MailMessage) => {
        sentMails.push(message);
      },
    },
    now: () => instant,
    setNow: (text: string) => {
      instant = new Date(text);
    },
  });
}

async function embedded(): Promise<{ database: Database; drop: () => Promise<void> }> {
  const database = await openDatabase({ directory: null, template: readFileSync(templateFile) });
  return { database, drop: async () => {} };
}

async function onServer(url: string): Promise<{ database: Database; drop: () => Promise<void> }> {
  const name = `jinqiao_test_${newId().replaceAll("-", "")}`;
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await admin(`create database ${name} template ${templateDatabase}`);
  const testUrl = new URL(url);
  testUrl.pathname = `/${name}`;
  const database = await openDatabase({ url: testUrl.href, poolSize: 4 });
  return { database, drop: () => admin(`drop database ${name} with (force)`) };
}
