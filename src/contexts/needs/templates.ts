import { batteryTemplate } from "./templates/battery-diagnostics.ts";
import { chargingTemplate } from "./templates/charging-operations.ts";
import { cyberSecurityTemplate } from "./templates/cyber-security.ts";
import { simulationTemplate } from "./templates/driving-simulation.ts";
import { voiceAssistantTemplate } from "./templates/in-car-assistant.ts";
import { logisticsTemplate } from "./templates/inbound-logistics.ts";
import type { NeedTemplate } from "./templates/need-template.ts";
import { carbonTemplate } from "./templates/supply-chain-carbon.ts";
import { inspectionTemplate } from "./templates/visual-inspection.ts";

/** Prepared needs to start from; brackets mark what the unit fills in. */
export const needTemplates: readonly NeedTemplate[] = [
  batteryTemplate,
  inspectionTemplate,
  voiceAssistantTemplate,
  chargingTemplate,
  carbonTemplate,
  cyberSecurityTemplate,
  simulationTemplate,
  logisticsTemplate,
];
