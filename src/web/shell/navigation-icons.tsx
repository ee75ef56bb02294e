import {
  IconBuildingCommunity,
  IconBuildingFactory2,
  IconChecklist,
  IconCopy,
  IconFileImport,
  IconFlask2,
  IconFolder,
  IconHistory,
  IconHome,
  IconInbox,
  IconMail,
  IconReceipt,
  IconRocket,
  IconSettings,
  IconSpeakerphone,
  IconStack2,
  IconTargetArrow,
  IconUsers,
} from "@tabler/icons-react";
import type { NavigationId } from "../navigation.ts";

const icons: Record<NavigationId, typeof IconHome> = {
  home: IconHome,
  needs: IconTargetArrow,
  companies: IconBuildingFactory2,
  imports: IconFileImport,
  duplicates: IconCopy,
  calls: IconSpeakerphone,
  applications: IconInbox,
  reviews: IconChecklist,
  firm: IconRocket,
  pilots: IconFlask2,
  orders: IconReceipt,
  documents: IconFolder,
  people: IconUsers,
  units: IconBuildingCommunity,
  jobs: IconStack2,
  mail: IconMail,
  audit: IconHistory,
  settings: IconSettings,
};

export function NavigationIcon({ id, size = 18 }: { id: NavigationId; size?: number }) {
  const Icon = icons[id];
  return <Icon size={size} stroke={1.7} aria-hidden />;
}
