import { DomainError, type FieldErrors } from "#platform/errors.ts";
import type { missingForConfirmation } from "../need.ts";

export const invalid = (fields: FieldErrors, key = "errors.invalid"): DomainError => new DomainError("invalid", key, { fields });

const fieldOfPart = { owner: "ownerPersonId", budget: "budgetMinor", decideByPast: "decideBy" } as const;

export function missingFields(parts: ReturnType<typeof missingForConfirmation>): FieldErrors {
  return Object.fromEntries(
    parts.map((part) => [fieldOfPart[part as keyof typeof fieldOfPart] ?? part, `needs.missing.${part}`]),
  );
}
