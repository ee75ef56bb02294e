/** Fields of technology and their topics; labels are in the catalogue `taxonomy`, terms in four languages in the thesaurus. */
export const topicsOfField = {
  "automated-driving": ["perception-sensors", "driving-software", "simulation-validation", "hd-maps-localisation"],
  connectivity: ["connected-vehicle", "iot-platforms", "vehicle-to-everything", "over-the-air-updates"],
  "mobility-services": ["shared-mobility", "fleet-management", "parking", "micromobility", "public-transport"],
  "customer-experience": ["in-car-experience", "voice-assistants", "retail-aftersales", "digital-marketing"],
  electrification: ["battery-cells", "battery-management", "charging", "power-electronics", "electric-drive"],
  energy: ["energy-storage", "grid-integration", "hydrogen", "renewable-energy"],
  sustainability: ["circular-economy", "carbon-accounting", "water-waste", "sustainable-supply-chain"],
  materials: ["lightweight-materials", "bio-based-materials", "semiconductor-materials", "coatings"],
  "artificial-intelligence": [
    "computer-vision",
    "language-models",
    "machine-learning-platforms",
    "speech-technology",
    "decision-optimisation",
  ],
  "data-cloud": ["cloud-infrastructure", "data-platforms", "edge-computing", "blockchain"],
  "software-security": ["cyber-security", "developer-tools", "embedded-software", "privacy"],
  manufacturing: ["quality-inspection", "robotics", "industrial-iot", "additive-manufacturing", "digital-twin"],
  logistics: ["supply-chain-visibility", "warehouse-automation", "freight-transport", "procurement"],
  enterprise: ["human-resources", "finance-technology", "legal-compliance", "sales-software", "collaboration"],
  "other-industries": [
    "health",
    "education",
    "agriculture-food",
    "real-estate-construction",
    "media-entertainment",
    "retail-commerce",
    "travel-hospitality",
    "insurance",
    "aerospace",
    "public-sector",
  ],
} as const;

export type Field = keyof typeof topicsOfField;
export type Topic = (typeof topicsOfField)[Field][number];

export const fields = Object.keys(topicsOfField) as Field[];
export const topics = Object.values(topicsOfField).flat() as Topic[];

export const stages = ["idea", "prototype", "seed", "series-a", "series-b", "growth"] as const;
export type Stage = (typeof stages)[number];
