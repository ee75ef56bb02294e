import {
  IconAlignLeft,
  IconCalendar,
  IconCircleDot,
  IconCoin,
  IconCursorText,
  IconFile,
  IconHash,
  IconLink,
  IconSquareCheck,
  IconTable,
  IconWritingSign,
} from "@tabler/icons-react";
import type { FieldKind } from "../../form/field.ts";

/** A picture for each kind of question. */
export const kindIcons: Record<FieldKind, typeof IconFile> = {
  text: IconCursorText,
  longText: IconAlignLeft,
  choice: IconCircleDot,
  choices: IconSquareCheck,
  number: IconHash,
  money: IconCoin,
  date: IconCalendar,
  url: IconLink,
  file: IconFile,
  table: IconTable,
  consent: IconWritingSign,
};
