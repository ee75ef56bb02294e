import type { CloseReason, NeedInput, NeedState } from "#contexts/needs/index.ts";

type Requirements = NonNullable<NeedInput["requirements"]>;

export interface NeedSeed extends Omit<NeedInput, "requirements" | "ownerPersonId" | "sponsorPersonId"> {
  key: string;
  title: string;
  lang: "en" | "zh" | "de" | "ru";
  /** Day it was stated; each further step follows a few days later. */
  statedOn: string;
  reaches: NeedState;
  closing?: { closeReason: CloseReason; note: string };
  requirements?: Requirements;
}

export const must = (text: string): Requirements[number] => ({ kind: "text", level: "must", text });
export const should = (text: string): Requirements[number] => ({ kind: "text", level: "should", text });
export const yuan = (amount: number): number => amount * 100;
