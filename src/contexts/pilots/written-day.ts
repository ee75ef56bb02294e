import { z } from "zod";

/** A day as somebody writes it: YYYY-MM-DD of this century, so that a slip of the hand is told and not kept. */
export const writtenDay = z.iso
  .date("pilots.errors.dateFormat")
  .refine((day) => day >= "2000-01-01" && day <= "2099-12-31", "pilots.errors.dayFarOff");
