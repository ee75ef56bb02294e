import fc from "fast-check";
import { expect, test } from "vitest";
import { instantOf, wallTimeOf } from "./base-zone.ts";

test("a deadline is typed and shown as the clock of the base says, wherever the reader sits", () => {
  expect(instantOf("2027-01-15T23:59", "Asia/Shanghai")).toBe("2027-01-15T15:59:00.000Z");
  expect(wallTimeOf("2027-01-15T15:59:00Z", "Asia/Shanghai")).toBe("2027-01-15T23:59");
  expect([wallTimeOf(null, "Asia/Shanghai"), instantOf("", "Asia/Shanghai"), instantOf("soon", "UTC")]).toEqual(["", null, null]);
});

test("summer time counts, and an hour that the clocks skip is the one as long after the change", () => {
  expect(instantOf("2027-07-01T12:00", "Europe/Berlin")).toBe("2027-07-01T10:00:00.000Z");
  expect(instantOf("2027-01-01T12:00", "Europe/Berlin")).toBe("2027-01-01T11:00:00.000Z");
  expect(instantOf("2027-03-28T02:30", "Europe/Berlin")).toBe("2027-03-28T01:30:00.000Z");
  expect(wallTimeOf("2027-03-28T01:30:00Z", "Europe/Berlin")).toBe("2027-03-28T03:30");
});

test("what a field shows is what it sends, in every zone and at every minute", () => {
  const zone = fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "UTC", "Asia/Kathmandu");
  const minute = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(zone, minute, (timeZone, moment) => {
      const shown = wallTimeOf(moment.toISOString(), timeZone);
      expect(wallTimeOf(instantOf(shown, timeZone), timeZone)).toBe(shown);
    }),
  );
});
