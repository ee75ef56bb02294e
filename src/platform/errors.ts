/** HTTP status of each error code (RFC 9457 problem details carry both). */
export const statusOfCode = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  too_many_requests: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOfCode;
export type MessageValues = Record<string, string | number>;

/** A refusal the reader can act on. `messageKey` is a catalogue key; technical detail goes to `cause` and the log only. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly messageKey: string;
  readonly values: MessageValues;
  readonly fields: FieldErrors;
  readonly fieldValues: Readonly<Record<string, MessageValues>>;

  constructor(
    code: ErrorCode,
    messageKey: string,
    {
      values = {},
      fields = {},
      fieldValues = {},
      cause,
    }: { values?: MessageValues; fields?: FieldErrors; fieldValues?: Record<string, MessageValues>; cause?: unknown } = {},
  ) {
    super(messageKey, { cause });
    this.name = "DomainError";
    this.code = code;
    this.messageKey = messageKey;
    this.values = values;
    this.fields = fields;
    this.fieldValues = fieldValues;
  }

  /** What the sentence beside a field is told. */
  valuesOf(field: string): MessageValues {
    return { ...this.values, ...this.fieldValues[field] };
  }

  get status(): number {
    return statusOfCode[this.code];
  }
}

/** Field path → catalogue key of the sentence to show beside it. */
export type FieldErrors = Record<string, string>;

export const notFound = (cause?: unknown): DomainError => new DomainError("not_found", "errors.notFound", { cause });
export const forbidden = (messageKey = "errors.forbidden"): DomainError => new DomainError("forbidden", messageKey);
export const unauthenticated = (): DomainError => new DomainError("unauthenticated", "errors.unauthenticated");

/** Throws `not_found` when the row is absent, so a reader cannot tell "hidden" from "never existed". */
export function found<Row>(row: Row | undefined | null): Row {
  if (row === undefined || row === null) throw notFound();
  return row;
}

/** Throws `forbidden` unless the policy said yes. */
export function allow(verdict: boolean, messageKey?: string): void {
  if (!verdict) throw forbidden(messageKey);
}

/** The same for what is only looked at. */
export const allowToSee = (verdict: boolean): void => allow(verdict, "errors.notForSeat");
