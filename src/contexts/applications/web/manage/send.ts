/** What the API said: its answer, or a sentence and one for each faulty part by its path. */
export type Answer<Body> =
  | { outcome: "saved"; body: Body }
  | { outcome: "refused"; message: string; errors: Record<string, string> }
  | { outcome: "conflict"; message: string }
  | { outcome: "signedOut" }
  | { outcome: "offline" };

interface Problem {
  title: string;
  errors?: { field: string; message: string }[];
}

/** Sends a change to the API of this product and tells what came of it; never throws. */
export async function send<Body>(method: string, path: string, content?: unknown): Promise<Answer<Body>> {
  const isFile = content instanceof Blob;
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers: { "content-type": isFile ? "application/octet-stream" : "application/json" },
      ...(content === undefined ? {} : { body: isFile ? content : JSON.stringify(content) }),
    });
    if (response.status === 401) return { outcome: "signedOut" };
    const body = response.status === 204 ? null : await response.json();
    if (response.ok) return { outcome: "saved", body: body as Body };
    const { title, errors = [] } = body as Problem;
    if (response.status === 409) return { outcome: "conflict", message: title };
    const byField = Object.fromEntries(errors.map(({ field, message }) => [field, message]));
    return { outcome: "refused", message: title, errors: byField };
  } catch {
    return { outcome: "offline" };
  }
}
