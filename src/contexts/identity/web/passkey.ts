// The browser's side of passkeys (WebAuthn Level 3), talking to the sign-in engine's own addresses.

export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

/** Lets the browser ask for a passkey; true once the server accepted it and set the session's cookie. */
export async function signInWithPasskey(): Promise<boolean> {
  const options = await call("/api/auth/passkey/generate-authenticate-options");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as unknown as PublicKeyCredentialRequestOptionsJSON);
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
  if (!credential) return false;
  await call("/api/auth/passkey/verify-authentication", { response: credential.toJSON() });
  return true;
}

/** Makes a passkey on this device for the signed-in person. */
export async function addPasskey(name: string): Promise<boolean> {
  const options = await call(`/api/auth/passkey/generate-register-options?name=${encodeURIComponent(name)}`);
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (!credential) return false;
  await call("/api/auth/passkey/verify-registration", { response: credential.toJSON(), name });
  return true;
}

async function call(path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: body ? { "content-type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}
