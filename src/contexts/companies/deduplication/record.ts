/** What de-duplication reads of a company; every field but the id and the name may be unknown. */
export interface CompanyRecord {
  id: string;
  name: string;
  legalName?: string | null;
  otherNames?: readonly string[];
  formerNames?: readonly string[];
  website?: string | null;
  country?: string | null;
  city?: string | null;
  foundedYear?: number | null;
  lang?: string | null;
  oneLiner?: string | null;
  description?: string | null;
  sources?: readonly { source: string; externalId: string }[];
}

export type ReasonKind =
  | "same_source_record"
  | "other_record_of_same_source"
  | "same_domain"
  | "same_page"
  | "different_domain"
  | "same_legal_name"
  | "same_name"
  | "former_name"
  | "brand_in_legal_name"
  | "domain_in_name"
  | "initials_of_name"
  | "similar_name"
  | "different_name"
  | "different_legal_name"
  | "different_place_in_legal_name"
  | "common_name"
  | "same_city"
  | "different_city"
  | "same_country"
  | "different_country"
  | "same_founding_year"
  | "different_founding_year"
  | "similar_text"
  | "different_business";

/** One piece of evidence; the weight is a natural-log likelihood ratio: positive speaks for one firm, negative for two. */
export interface Reason {
  kind: ReasonKind;
  weight: number;
  detail: string;
}

/** `surely_same` may be merged without asking; `suggested` is for a person to decide. */
export type Verdict = "surely_same" | "suggested" | "different";

/** `left` sorts before `right`; `score` is the probability that both records are one firm. */
export interface ScoredPair {
  left: string;
  right: string;
  score: number;
  verdict: Verdict;
  reasons: Reason[];
}

export interface DeduplicationOptions {
  /** Pairs from this probability on are handed to a person. Default 0.5. */
  suggestFrom?: number;
  /** Pairs from this probability on are the same firm without asking. Default 0.99. */
  surelyFrom?: number;
  /** Turns Chinese characters into Latin syllables without tones ("小米" → "xiaomi"); without it Chinese never meets pinyin. */
  romanise?: (text: string) => string;
  /** The most partners one record is compared with. Default 60. */
  maxCandidates?: number;
  /** Weak blocking keys shared by more records than this are ignored, strong ones are searched in a window. Default 80. */
  maxBlockSize?: number;
}
