import { beforeAll, describe, expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import type { Endpoint } from "#platform/api.ts";
import { type Context, contextFor, visitor } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { endpoints } from "./contexts.ts";
import { openApiDocument } from "./openapi.ts";
import { openTestPlatform } from "./testing/test-platform.ts";

const platform = await openTestPlatform();
const strangers: Record<string, Context> = {};

beforeAll(async () => {
  strangers.visitor = contextFor(platform, visitor);
  strangers.founder = await givenSeat(platform, {
    role: "founder",
    organisationId: await givenOrganisation(platform, "startup"),
  });
  strangers.investor = await givenSeat(platform, {
    role: "investor",
    organisationId: await givenOrganisation(platform, "investor"),
  });
  strangers.zoneReporter = await givenSeat(platform, {
    role: "zone_reporter",
    organisationId: await givenOrganisation(platform, "zone"),
  });
});

const withIds = endpoints.filter(({ path }) => path.includes(":"));

describe.each(["visitor", "founder", "investor", "zoneReporter"])("a forged id tells %s nothing", (name) => {
  test.each(withIds.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))("%s", async (_, endpoint) => {
    await expectRefusal(endpoint, strangers[name]!);
  });
});

/** The handler is called past the scope check of the server, so the refusal is the policy's own. */
async function expectRefusal(endpoint: Endpoint, ctx: Context): Promise<void> {
  const params = Object.fromEntries([...endpoint.path.matchAll(/:(\w+)/g)].map(([, param]) => [param, newId()]));
  const body = { ...params };
  const raw = new Request("http://localhost/", { method: "POST", body: "" });
  const error = await endpoint
    .handle(ctx, { params: params as never, query: { limit: 20 } as never, body: body as never, raw })
    .then(
      (answer) => answer,
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(DomainError);
  expect(["not_found", "forbidden", "unauthenticated", "invalid"]).toContain((error as DomainError).code);
}

test("every operation of the API document has its own name, summary and answer", () => {
  const document = openApiDocument(endpoints) as {
    paths: Record<string, Record<string, { operationId: string; summary: string }>>;
  };
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations).toHaveLength(endpoints.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(endpoints.length);
  expect(operations.filter(({ summary }) => !summary)).toEqual([]);
});
