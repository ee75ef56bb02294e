import { readConfig } from "#platform/config.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { openPlatform } from "../platform.ts";

export interface RemoteOptions {
  url?: string;
  token?: string;
}

/** Opens the base of DATA_DIR or DATABASE_URL as the system, runs, and closes it again. */
export async function withBase<Result>(run: (platform: Platform, ctx: Context) => Promise<Result>): Promise<Result> {
  const config = readConfig();
  const platform = await openPlatform({ ...config, LOG_LEVEL: process.env.LOG_LEVEL ? config.LOG_LEVEL : "error" });
  try {
    return await run(platform, contextFor(platform, system, { origin: "command line" }));
  } finally {
    await platform.database.close();
  }
}

/** Asks a running server for JSON. Throws as {@link send} does. */
export async function request<Answer>(remote: RemoteOptions, path: string, init?: RequestInit): Promise<Answer> {
  const text = await (await send(remote, path, init)).text();
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}

/** Sends a request to a running server; throws with the problem's own sentence. */
export async function send({ url, token }: RemoteOptions, path: string, init: RequestInit = {}): Promise<Response> {
  if (!token) throw new Error("Talking to a server needs a token: add --token (create one under Account → Tokens).");
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${token}`);
  const response = await fetch(new URL(`/api/v1${path}`, url), { ...init, headers }).catch((error: unknown) => {
    throw new Error(`No server answers at ${url}. Check the address and that the server runs.`, { cause: error });
  });
  if (response.status === 401)
    throw new Error(`${url} does not accept this token: it is unknown, revoked or expired. Create one under Account → Tokens.`);
  if (!response.ok) throw new Error(problemSentence(await response.text(), response.status));
  return response;
}

function problemSentence(text: string, status: number): string {
  try {
    const problem = JSON.parse(text) as { title?: string; errors?: { field: string; message: string }[] };
    const fields = (problem.errors ?? [])
      .filter(({ message }) => message !== problem.title)
      .map(({ field, message }) => `  ${field}: ${message}`);
    return [problem.title ?? `The server answered ${status}.`, ...fields].join("\n");
  } catch {
    return `The server answered ${status}.`;
  }
}
