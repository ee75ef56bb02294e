import { createTransport } from "nodemailer";
import type { Config } from "../config.ts";

export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html: string | null;
  headers?: Record<string, string>;
}

/** The outer edge of mail; `send` is null where no SMTP server is configured and messages stay in the outbox. */
export interface Mailer {
  send: ((message: MailMessage) => Promise<void>) | null;
}

const timeOut = 15_000;

export function openMailer(config: Config): Mailer {
  if (!config.SMTP_URL) return { send: null };
  const transport = createTransport({
    url: config.SMTP_URL,
    connectionTimeout: timeOut,
    greetingTimeout: timeOut,
    socketTimeout: timeOut,
  } as Parameters<typeof createTransport>[0]);
  return {
    send: async ({ to, subject, text, html, headers }) => {
      await transport.sendMail({ from: config.MAIL_FROM, to, subject, text, ...(html ? { html } : {}), headers });
    },
  };
}
