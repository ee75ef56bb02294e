export const agreementKinds = ["nda", "pilotAgreement", "dataTerms", "amendment"] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export const agreementStates = ["drafted", "sent", "signed", "withdrawn"] as const;
export type AgreementState = (typeof agreementStates)[number];

/** By click inside the product, or on paper or elsewhere with the signed document given here. */
export const signingWays = ["click", "outside"] as const;
export type SigningWay = (typeof signingWays)[number];

/** How somebody proved to be themselves before they signed. */
export const signingProofs = ["password", "recentSignIn"] as const;

const shortKinds: Record<AgreementKind, string> = { nda: "NDA", pilotAgreement: "PA", dataTerms: "DT", amendment: "AM" };

/** P-2026-007-PA-1: what people and papers call a document. */
export const documentNumber = (pilotNumber: string, kind: AgreementKind, version: number): string =>
  `${pilotNumber}-${shortKinds[kind]}-${version}`;

export interface Signed {
  side: "host" | "startup";
  way: SigningWay;
  sha256: string;
}

export type SignatureRefusal =
  | "pilots.errors.notSent"
  | "pilots.errors.signedBefore"
  | "pilots.errors.documentChanged"
  | "agreements.errors.otherWay";

/**
 * Why a side may not sign, or null. One signs what one saw: the hash of the document that was shown comes with the click. Both sides sign
 * the same document, so both do it the same way.
 */
export function refusalOfSignature(
  { state, sha256 }: { state: AgreementState; sha256: string | null },
  signatures: readonly Signed[],
  { side, way, sha256: seen }: Signed,
): SignatureRefusal | null {
  const isOpen = state === "sent";
  // Somebody of one's own side was faster, also where the other side made it complete meanwhile.
  if ((isOpen || state === "signed") && signatures.some((signature) => signature.side === side))
    return "pilots.errors.signedBefore";
  if (!isOpen) return "pilots.errors.notSent";
  const [other] = signatures;
  if (other && other.way !== way) return "agreements.errors.otherWay";
  const expected = way === "click" ? sha256 : (other?.sha256 ?? seen);
  return seen === expected ? null : "pilots.errors.documentChanged";
}

/** Both sides signed one and the same document. */
export const isSigned = (signatures: readonly Signed[]): boolean =>
  new Set(signatures.map(({ side }) => side)).size === 2 && new Set(signatures.map(({ sha256 }) => sha256)).size === 1;
