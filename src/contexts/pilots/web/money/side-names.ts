import { useTranslations } from "use-intl";
import type { TermOwner } from "../../term.ts";

/** Whom a thing belongs to, in the words of the page: the start-up by its name. */
export function useSideNames(startup: string) {
  const t = useTranslations("orders.terms.owner");
  return (owner: TermOwner): string => (owner === "startup" ? startup : t(owner));
}
