import { Input } from "@mantine/core";
import { IconFileCheck, IconUpload } from "@tabler/icons-react";
import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useField } from "./action-form.tsx";
import classes from "./form.module.css";

interface FileDropFieldProps {
  name: string;
  label: ReactNode;
  description?: ReactNode;
  /** As of the file input: ".csv,.xlsx". */
  accept?: string;
  multiple?: boolean;
  required?: boolean;
  onChoose?: (files: File[]) => void;
}

/** Drop files or choose them; an ordinary file input underneath, so keyboard and pages without JavaScript have it too. */
export function FileDropField({ name, label, description, accept, multiple, required, onChoose }: FileDropFieldProps) {
  const t = useTranslations("ui.file");
  const { error } = useField(name);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [isOver, setIsOver] = useState(false);
  const choose = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    setFiles(chosen);
    onChoose?.(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (!input.current || event.dataTransfer.files.length === 0) return;
    input.current.files = event.dataTransfer.files;
    choose(input.current.files);
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} required={required} id={id}>
      <label
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <span className={classes.dropIcon} aria-hidden>
          {files.length > 0 ? <IconFileCheck size={24} /> : <IconUpload size={24} />}
        </span>
        <span aria-live="polite">
          {files.length > 0 ? <ChosenFiles files={files} /> : t("drop", { count: multiple ? 2 : 1 })}
        </span>
        <input
          ref={input}
          id={id}
          className={classes.dropInput}
          type="file"
          name={name}
          accept={accept}
          multiple={multiple}
          required={required}
          aria-invalid={error ? true : undefined}
          onChange={(event) => choose(event.currentTarget.files)}
        />
      </label>
    </Input.Wrapper>
  );
}

function ChosenFiles({ files }: { files: File[] }) {
  const format = useFormatter();
  const size = (bytes: number) =>
    bytes < 1_000_000
      ? format.number(Math.max(1, Math.round(bytes / 1000)), { style: "unit", unit: "kilobyte" })
      : format.number(bytes / 1_000_000, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  return (
    <>
      {files.map((file) => (
        <span key={file.name} className={classes.dropFile}>
          {file.name} <span>{size(file.size)}</span>
        </span>
      ))}
    </>
  );
}
