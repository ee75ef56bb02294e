import { type Logger, pino } from "pino";

export type Log = Logger;

/** Structured logs, one JSON object a line; secrets are never fields of a log line. An error is logged as field `error`, with its causes. */
export function openLog(level: string): Log {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: pino.stdSerializers.errWithCause },
    redact: ["password", "token", "*.password", "*.token"],
  });
}
