import { z } from "zod";

export const sampleNeed = z.object({
  title: z.string().min(1).max(120),
  detail: z.string().min(20, "errors.wrongFormat"),
  budget: z.coerce.number().positive().optional(),
  decideBy: z.iso.date().optional(),
  topics: z.array(z.string()).min(1, "errors.required"),
});
