import { sql } from "kysely";
import { expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { listMails } from "#contexts/operations/queries.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { json } from "../db/database.ts";
import { newId } from "../ids.ts";
import { forgetOldMessages } from "../retention.ts";
import { deliver, queueMail } from "./outbox.ts";

const platform = await openTestPlatform();
const administrator = await givenSeat(platform, {
  role: "administrator",
  organisationId: await givenOrganisation(platform, "host"),
});
const mail = { to: "anna@host.example", subject: "Invitation", text: "https://base.example/invitation/secret" };
const send = (holdsSecret: boolean) => administrator.transact((tx) => queueMail(tx, administrator, { ...mail, holdsSecret }));
const shown = async () => (await listMails(administrator, { limit: 10 })).items.map(({ status, text }) => [status, text]);

test("a mail with a secret is read by its addressee alone: administrators never see it, and it is blank once sent", async () => {
  await send(true);
  await send(false);
  expect(await shown()).toEqual([
    ["queued", mail.text],
    ["queued", null],
  ]);
  const { rows } = await sql<{ id: string }>`select id from app.mail_message order by id`.execute(platform.database.kysely);
  for (const { id } of rows) await deliver(platform, id);
  expect(platform.sentMails.map(({ text }) => text)).toEqual([mail.text, mail.text]);
  expect(await shown()).toEqual([
    ["sent", mail.text],
    ["sent", null],
  ]);
  const kept = await platform.database.kysely.selectFrom("mailMessage").select("textBody").orderBy("id").execute();
  expect(kept).toEqual([{ textBody: "" }, { textBody: mail.text }]);
});

test("without a mail server the outbox shows what would have been sent, links included", async () => {
  const { send: server } = platform.mailer;
  platform.mailer.send = null;
  await send(true);
  platform.mailer.send = server;
  expect((await shown())[0]).toEqual(["kept", mail.text]);
});

test("mails are forgotten after ninety days, published events after thirty", async () => {
  const publish = (publishedAt: Date) =>
    platform.database.kysely
      .insertInto("outboxEvent")
      .values({ id: newId(), name: "test.happened", payload: json({}), publishedAt })
      .execute();
  await publish(platform.now());
  const left = async () => {
    await forgetOldMessages(platform);
    const { rows } = await sql<Record<string, number>>`select (select count(*) from app.mail_message) as mails,
      (select count(*) from app.outbox_event where name = 'test.happened') as events`.execute(platform.database.kysely);
    return rows[0];
  };
  platform.setNow("2026-04-01T08:59:59Z");
  expect(await left()).toEqual({ mails: 3, events: 1 });
  platform.setNow("2026-04-01T09:00:01Z");
  expect(await left()).toEqual({ mails: 3, events: 0 });
  platform.setNow("2026-05-31T09:00:01Z");
  expect(await left()).toEqual({ mails: 0, events: 0 });
});
