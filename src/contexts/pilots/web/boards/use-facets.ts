import { useTranslations } from "use-intl";
import type { Facet } from "#ui/list/list-params.ts";
import type { PilotFacets } from "../../board-views.ts";
import { dueKinds } from "../../next-step.ts";
import { pilotStates } from "../../pilot.ts";
import { useUnitName } from "./names.tsx";

/** The facets of list, board and calendar; those of the host only where its own matters are read. */
export function usePilotFacets(facets: PilotFacets): Facet[] {
  const t = useTranslations("pipeline");
  const state = useTranslations("pilots.state");
  const unitName = useUnitName();
  const all: Facet[] = [
    {
      name: "state",
      label: t("facet.state"),
      options: pilotStates.map((each) => ({ value: each, label: state(each), count: facets.state[each] ?? 0 })),
    },
    {
      name: "due",
      label: t("facet.due"),
      single: true,
      options: dueKinds.map((due) => ({ value: due, label: t(`due.${due}`), count: facets.due[due] ?? 0 })),
    },
    {
      name: "unitId",
      label: t("facet.unit"),
      options: facets.unit.map((unit) => ({ value: unit.id, label: unitName(unit), count: unit.count })),
    },
    {
      name: "needId",
      label: t("facet.need"),
      options: facets.need.map((need) => ({ value: need.id, label: need.title, count: need.count })),
    },
    {
      name: "mine",
      label: t("facet.whose"),
      single: true,
      options: [{ value: "true", label: t("facet.mine"), count: facets.mine }],
    },
  ];
  return all.filter(({ options }) => options.length > 0);
}
