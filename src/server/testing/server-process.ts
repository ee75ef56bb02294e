import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "#platform/project-root.ts";

export interface ServerProcess {
  baseUrl: string;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
}

const startLimitMs = 120_000;

/** The server as it is started for real, in a process of its own on a free port of loopback; its pages are not built, its API is whole. */
export function startServerProcess(settings: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(projectRoot, "src/server/main.ts")], {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: "production", HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = () => {
    child.kill("SIGKILL");
    return ended;
  };
  return new Promise((resolve, reject) => {
    let said = "";
    const give = (reason: string) => {
      void kill();
      reject(new Error(`${reason}\n${said}`));
    };
    const limit = setTimeout(() => give("The server did not start in time."), startLimitMs);
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
    });
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk;
      const baseUrl = /is open at (http:\S+)/.exec(said)?.[1];
      if (!baseUrl) return;
      clearTimeout(limit);
      resolve({ baseUrl: baseUrl.replace("localhost", "127.0.0.1"), kill });
    });
    child.once("exit", () => {
      clearTimeout(limit);
      give("The server ended before it was open.");
    });
  });
}
