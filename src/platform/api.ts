import type { z } from "zod";
import type { Context } from "./context.ts";

export type HttpMethod = "get" | "post" | "put" | "patch" | "delete";

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface EndpointRequest<Params, Query, Body> {
  params: Output<Params>;
  query: Output<Query>;
  body: Output<Body>;
  /** The unread request, for uploads (declare `upload` instead of `body`). */
  raw: Request;
}

/** One REST endpoint: the same object mounts the route, writes OpenAPI and drives the stranger test. */
export interface Endpoint {
  method: HttpMethod;
  /** Below /api/v1, with `:name` parameters; nouns only. */
  path: string;
  summary: string;
  /** Scope a token needs ("needs:read"); null is open to everyone. */
  scope: string | null;
  /** Answers people who apply and have no seat as well; everything else refuses them, as it does visitors. */
  isForApplicants?: boolean;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Media type of a streamed request body. */
  upload?: string;
  /** Megabytes it takes where that is less than the server does. */
  uploadLimitMb?: number;
  /** JSON answer: what it does not name is not sent. Without it a GET answers with a file, everything else with nothing. */
  response?: z.ZodType;
  /** Status of a success, where {@link successStatus} does not follow from the answer. */
  status?: number;
  handle(ctx: Context, request: EndpointRequest<never, never, never>): Promise<unknown>;
}

/** Whether a client may send an Idempotency-Key: not with a file, whose bytes nobody compares. */
export const isRepeatable = ({ method, upload }: Endpoint): boolean => method === "post" && !upload;

/** 204 where nothing is answered. */
export const successStatus = ({ status, response, method }: Endpoint): number =>
  status ?? (response || method === "get" ? 200 : 204);

/** Declares an endpoint; parameters, query and body reach `handle` parsed and typed. */
export function endpoint<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  declaration: Omit<Endpoint, "handle" | "params" | "query" | "body"> & {
    params?: Params;
    query?: Query;
    body?: Body;
    handle(ctx: Context, request: EndpointRequest<Params, Query, Body>): Promise<unknown>;
  },
): Endpoint {
  return declaration as unknown as Endpoint;
}
