import type { SeatView } from "#contexts/identity/index.ts";
import type { NavigationGroup, NavigationId } from "../navigation.ts";

/** What the shell around every signed-in page shows. */
export interface Shell {
  personName: string;
  seats: SeatView[];
  navigation: NavigationGroup[];
  counts: Partial<Record<NavigationId, number>>;
}
