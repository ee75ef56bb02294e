import type { AgreementKind } from "../agreement.ts";
import type { AgreementTexts } from "../template-text.ts";
import { amendment } from "./amendment.ts";
import { dataTerms } from "./data-terms.ts";
import { nda } from "./nda.ts";
import { pilotAgreement } from "./pilot-agreement.ts";

export interface StarterTemplate {
  kind: AgreementKind;
  name: string;
  texts: AgreementTexts;
  rulingLang: "zh-CN" | "en";
}

/** Plain texts of our own to begin with. They are no legal advice: counsel reviews them before anybody signs. */
export const starterTemplates: readonly StarterTemplate[] = [nda, pilotAgreement, dataTerms, amendment];
