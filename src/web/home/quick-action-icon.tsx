import {
  IconBuildingFactory2,
  IconFileImport,
  IconHistory,
  IconListSearch,
  IconTargetArrow,
  IconUserCircle,
  IconUserPlus,
} from "@tabler/icons-react";
import type { QuickActionId } from "../quick-actions.ts";
import classes from "./home.module.css";

const icons: Record<QuickActionId, typeof IconHistory> = {
  stateNeed: IconTargetArrow,
  openNeeds: IconTargetArrow,
  importCompanies: IconFileImport,
  findCompanies: IconListSearch,
  addCompany: IconBuildingFactory2,
  invitePeople: IconUserPlus,
  readAudit: IconHistory,
  account: IconUserCircle,
};

export function QuickActionIcon({ id }: { id: QuickActionId }) {
  const Icon = icons[id];
  return (
    <span className={classes.actionIcon} aria-hidden>
      <Icon size={18} stroke={1.7} />
    </span>
  );
}
