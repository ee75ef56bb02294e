import { type Logger, pino } from "pino";

export type Log = Logger;

/** Structured logs, one JSON object a line; secrets are never fields of a log line. */
export function openLog(level: string): Log {
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, redact: ["password", "token", "*.password", "*.token"] });
}
