import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { answer } from "./form/answer.ts";

const key = z.string().max(40);

export const answersInput = z.object({
  answers: z
    .array(z.object({ key, value: answer, version: z.number().int().min(0) }))
    .min(1)
    .max(60),
  /** Names the open page that writes, so that what it sends twice does not meet itself. */
  page: writtenLine(60).optional(),
});
export const asideInput = z.object({ value: answer.optional() });
export const withdrawalInput = z.object({ reason: writtenText(2000).default("") });

export const answerFileParams = z.object({ applicationId: z.uuid(), key });
export const answerFileQuery = z.object({
  name: z.string().trim().min(1).max(200),
  /** The file whose place it takes. */
  replaces: z.uuid().optional(),
});
export const fileParams = z.object({ fileId: z.uuid() });
export const fileQuery = z.object({ expires: z.coerce.number().int().optional(), signature: z.string().max(100).optional() });
export type FileQuery = z.output<typeof fileQuery>;
