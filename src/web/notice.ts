import { data, redirect } from "react-router";
import type { Context } from "#platform/context.ts";
import type { MessageValues } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import { type Notice, noticeCookie } from "#ui/live/notice.ts";

interface NoticeWords {
  /** Catalogue key of the sentence: "companies.notices.passed". */
  messageKey: string;
  values?: MessageValues;
  undo?: Notice["undo"];
}

/** Ends an action with a redirect and a notice on the next page: what was done, with its undo instead of an "are you sure" before. */
export async function redirectWithNotice(ctx: Context, to: string, words: NoticeWords): Promise<Response> {
  return redirect(to, { headers: { "set-cookie": noticeCookie(await noticeIn(ctx, words)) } });
}

/** Ends an action that stays on its page (a fetcher) with a notice. */
export async function noticed<Value>(ctx: Context, value: Value, words: NoticeWords) {
  return data(value, { headers: { "set-cookie": noticeCookie(await noticeIn(ctx, words)) } });
}

async function noticeIn(ctx: Context, { messageKey, values, undo }: NoticeWords): Promise<Notice> {
  return { message: await translateKey(ctx.locale, messageKey, values), ...(undo ? { undo } : {}) };
}
