/** Every zone the runtime knows, as choices. */
export const timeZoneChoices = () =>
  Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
