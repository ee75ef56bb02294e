/** A sentence about what was just done, with the way to take it back. */
export interface Notice {
  message: string;
  undo?: {
    /** Address the undo is posted to. */
    action: string;
    fields: Record<string, string>;
  };
}

export const noticeCookieName = "jinqiao-notice";

/** The notice as a cookie, so that it survives the redirect that follows an action; the browser shows it once and drops it. */
export function noticeCookie(notice: Notice): string {
  return `${noticeCookieName}=${encodeURIComponent(JSON.stringify(notice))}; Path=/; Max-Age=30; SameSite=Lax`;
}

/** Reads a notice out of the browser's cookies; anything malformed, or an undo that leaves this product, is none. */
export function noticeOf(cookies: string): Notice | null {
  const entry = cookies.split("; ").find((cookie) => cookie.startsWith(`${noticeCookieName}=`));
  if (!entry) return null;
  try {
    const notice = JSON.parse(decodeURIComponent(entry.slice(noticeCookieName.length + 1))) as Notice;
    if (typeof notice.message !== "string") return null;
    const isOurs = notice.undo === undefined || /^\/(?![/\\])/.test(notice.undo.action);
    return isOurs ? notice : { message: notice.message };
  } catch {
    return null;
  }
}
