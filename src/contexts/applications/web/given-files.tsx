import { IconFile } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import type { AnswerFile } from "../own-views.ts";
import { FileLink } from "./writing/file-answer.tsx";
import { FileSize } from "./writing/file-size.tsx";
import classes from "./writing/writing.module.css";

/** Files of an answer as downloads, with what the virus scan says of them. */
export function GivenFiles({ files, count }: { files: AnswerFile[]; count: number }) {
  const t = useTranslations("writing.file");
  if (files.length === 0) return <>{t("count", { count })}</>;
  return (
    <ul className={classes.givenFiles}>
      {files.map((file) => (
        <li key={file.id}>
          <IconFile size={17} aria-hidden />
          {file.scanState === "infected" ? <bdi>{file.name}</bdi> : <FileLink file={file} />}
          <small>
            <FileSize bytes={file.sizeBytes} />
            {file.scanState !== "unscanned" && ` · ${t(`scan.${file.scanState}`)}`}
          </small>
        </li>
      ))}
    </ul>
  );
}
