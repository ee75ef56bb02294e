export const visibilities = ["unit", "host", "people", "teaser"] as const;
export type Visibility = (typeof visibilities)[number];

export const audiences = ["unit", "hostColleague", "cloudPartner", "public"] as const;
export type Audience = (typeof audiences)[number];
export type Sight = "everything" | "teaser" | "nothing";

/** What an audience sees of a need with these settings. Published teasers come with the public directory; today nobody sees them. */
export function sightOf(audience: Audience, visibility: Visibility): Sight {
  if (audience === "cloudPartner") return "nothing";
  if (audience === "public") return visibility === "teaser" ? "teaser" : "nothing";
  if (audience === "unit") return visibility === "people" ? "nothing" : "everything";
  return visibility === "host" || visibility === "teaser" ? "everything" : "nothing";
}
