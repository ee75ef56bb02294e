import { z } from "zod";
import { type Endpoint, isRepeatable, successStatus } from "#platform/api.ts";

type JsonSchema = Record<string, unknown>;

/** OpenAPI 3.1 document of the declared endpoints; the schemas are those that parse the requests. */
export function openApiDocument(endpoints: readonly Endpoint[], publicUrl = "http://localhost:3000"): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = `/api/v1${endpoint.path.replaceAll(/:(\w+)/g, "{$1}")}`;
    paths[path] ??= {};
    paths[path][endpoint.method] = operationOf(endpoint);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Jinqiao API",
      version: "1",
      description: "One record per start-up from first sight to adopted product. Errors are problem details (RFC 9457).",
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "A personal or service token with scopes." } },
      schemas: { Problem: problemSchema },
    },
  };
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "code", "instance"],
  properties: {
    type: { type: "string" },
    title: { type: "string", description: "What happened and what to do, in the language of the request." },
    status: { type: "integer" },
    code: { type: "string" },
    instance: { type: "string", description: "Request id, also in the server's log." },
    errors: {
      type: "array",
      items: { type: "object", properties: { field: { type: "string" }, message: { type: "string" } } },
    },
  },
};

function operationOf(endpoint: Endpoint): JsonSchema {
  const tag = endpoint.path.split("/")[1];
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary,
    tags: [tag],
    ...(endpoint.scope ? { security: [{ token: [endpoint.scope] }] } : { security: [] }),
    parameters: [
      ...parametersOf(endpoint.params, "path"),
      ...parametersOf(endpoint.query, "query"),
      ...idempotencyParameter(endpoint),
    ],
    ...requestBodyOf(endpoint),
    responses: {
      [String(successStatus(endpoint))]: {
        description: "Done",
        ...(endpoint.response ? { content: { "application/json": { schema: schemaOf(endpoint.response, "output") } } } : {}),
      },
      default: {
        description: "Refused",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function operationId({ method, path }: Endpoint): string {
  const words = path
    .split("/")
    .filter(Boolean)
    .map((part) => part.replace(":", "by-"));
  return [method, ...words].join("-").replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function requestBodyOf({ body, upload }: Endpoint): JsonSchema {
  if (upload) return { requestBody: { required: true, content: { [upload]: { schema: { type: "string", format: "binary" } } } } };
  return body ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, "input") } } } } : {};
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query"): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function idempotencyParameter(endpoint: Endpoint): JsonSchema[] {
  if (!isRepeatable(endpoint)) return [];
  return [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string" } }];
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;
  return rest;
}
