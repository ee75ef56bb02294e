import { baseUrl } from "./browser.ts";

/** A signed-in demo person without a browser: for what must be asked of hundreds of addresses. */
export interface Session {
  get(path: string): Promise<Answer>;
  post(path: string, fields?: Record<string, string>): Promise<Answer>;
  upload(path: string, form: FormData): Promise<Answer>;
}

export interface Answer {
  status: number;
  location: string | null;
  text: string;
}

/** Signs in as the demo person; without a name it is a visitor's. */
export async function openSession(name: string | null): Promise<Session> {
  const cookies = new Map<string, string>([["jinqiao-locale", "en"]]);
  const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join("; ");
    const response = await fetch(new URL(path, baseUrl), {
      redirect: "manual",
      ...init,
      headers: { cookie, origin: baseUrl, accept: "text/html" },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (key) cookies.set(key, value ?? "");
    }
    return { status: response.status, location: response.headers.get("location"), text: await response.text() };
  };
  const session: Session = {
    get: (path) => send(path),
    post: (path, fields = {}) => send(path, { method: "POST", body: new URLSearchParams(fields) }),
    upload: (path, form) => send(path, { method: "POST", body: form }),
  };
  if (name) await signIn(session, name);
  return session;
}

async function signIn(session: Session, name: string): Promise<void> {
  const { text } = await session.get("/sign-in");
  const button = [...text.matchAll(/<button([^>]*name="personId"[^>]*)>(.*?)<\/button>/gs)].find(([, , inside]) =>
    inside?.includes(name),
  );
  const personId = /value="([^"]+)"/.exec(button?.[1] ?? "")?.[1];
  if (!personId) throw new Error(`${name} is no demo person`);
  const { status } = await session.post("/sign-in", { intent: "demo", personId });
  if (status !== 302) throw new Error(`${name} could not sign in: ${status}`);
}
