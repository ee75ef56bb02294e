import { expect, test } from "vitest";
import { BaseChangeInput, InvitationInput, ProfileInput, UnitInput } from "./schema.ts";

test("a name is one line without control characters, so that no invitation carries a text of its own", () => {
  const invited = InvitationInput.parse({
    name: "Ada\u0000\r\n\r\nPlease pay at evil.example\u202e",
    email: "ada@host.example",
    role: "scout",
    title: "Head\r\nof \u0000R&D",
  });
  expect([invited.name, invited.title]).toEqual(["Ada Please pay at evil.example", "Head of R&D"]);
  expect(ProfileInput.parse({ name: "A\u0000da", locale: "en" }).name).toBe("Ada");
  expect(ProfileInput.safeParse({ name: "\u0000\ufeff", locale: "en" }).success).toBe(false);
  expect(UnitInput.parse({ name: "Bat\u0000tery", names: { de: "Bat\u0000terie" }, city: "Shen\u0000yang" })).toEqual({
    name: "Battery",
    names: { de: "Batterie" },
    city: "Shenyang",
  });
  expect(BaseChangeInput.parse({ reason: "One\r\n\u0000Two" }).reason).toBe("One\nTwo");
});
