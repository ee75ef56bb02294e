import { z } from "zod";

/** Every setting the product reads from the environment; docs/guides/run.md lists the same table. */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("0.0.0.0"),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "starts with postgres:// or postgresql://")
    .optional(),
  DATABASE_MIGRATION_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "starts with postgres:// or postgresql://")
    .optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  AUTH_SECRET: z.string().min(32, "has at least 32 characters").optional(),
  TRUSTED_PROXY_HEADER: z.string().optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "starts with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z.string().default("Jinqiao <no-reply@jinqiao.example>"),
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  CLAMD_ADDRESS: z
    .string()
    .regex(/^(tcp:\/\/[^/\s:]+:\d{1,5}|unix:\/\S+)$/, "is tcp://host:3310 or unix:/path/to/clamd.sock")
    .optional(),
  EMBEDDINGS_URL: z.url().optional(),
  EMBEDDINGS_MODEL: z.string().optional(),
  EMBEDDINGS_KEY: z.string().optional(),
  MATCHING_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).default(4096),
});

export type Config = z.infer<typeof schema>;

/** Reads the settings; throws an Error whose message names each wrong variable, what it holds and what it should hold. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return `  ${name} is "${hideSecret(name, given[name])}": ${issue.message}`;
  });
  throw new Error(`The settings are wrong; correct these environment variables and start again:\n${lines.join("\n")}`);
}

function hideSecret(name: string, value: string | undefined): string {
  return /SECRET|KEY|URL/.test(name) ? "…" : (value ?? "");
}
