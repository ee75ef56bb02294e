import { z } from "zod";
import { newId } from "#platform/ids.ts";

interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minimum?: number;
  minLength?: number;
  format?: string;
  pattern?: string;
  default?: unknown;
}

const formats: Record<string, () => string> = {
  uuid: newId,
  date: () => "2026-01-15",
  "date-time": () => "2026-01-15T08:00:00Z",
  email: () => "stranger@example.test",
};

const texts = ["stranger", "DE", "de", "2026-01-15", "a", "0".repeat(64)];

/** For tests: a value the schema accepts, with the required members only. */
export const sampleOf = (schema: z.ZodType): unknown =>
  sampleValue(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema);

function sampleValue(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return sampleValue(choice);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sampleValue(part)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "array") return Array.from({ length: schema.minItems ?? 0 }, () => sampleValue(schema.items ?? {}));
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 1, 1);
  if (type === "boolean") return true;
  if (type === "string") return textOf(schema);
  const { properties = {}, required = [] } = schema;
  return Object.fromEntries(required.map((name) => [name, sampleValue(properties[name] ?? {})]));
}

function textOf({ format, pattern, minLength = 0 }: JsonSchema): string {
  if (format && formats[format]) return formats[format]();
  const fitting = texts.find((text) => text.length >= minLength && (!pattern || new RegExp(pattern, "u").test(text)));
  return fitting ?? "stranger".repeat(Math.ceil(minLength / 8));
}
