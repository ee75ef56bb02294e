import { Button, Input, Progress } from "@mantine/core";
import { IconFile, IconFileAlert, IconRefresh, IconTrash, IconUpload } from "@tabler/icons-react";
import { type DragEvent, useRef, useState } from "react";
import { useRevalidator } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { useField } from "#ui/form/action-form.tsx";
import type { FormField } from "../../form/field.ts";
import type { AnswerFile } from "../../own-views.ts";
import { readWording } from "../../wording.ts";
import { nameOf } from "../answers-of-form.ts";
import { FileSize } from "./file-size.tsx";
import { ownPath } from "./send-answers.ts";
import { type Uploaded, uploadFile } from "./upload-file.ts";
import classes from "./writing.module.css";

export const uploadFormId = "uploads";

interface FileAnswerProps {
  /** Null in the preview of a form: nothing is sent. */
  applicationId: string | null;
  field: Extract<FormField, { kind: "file" }>;
  files: AnswerFile[];
}

interface Sending {
  id: number;
  name: string;
  share: number;
  refusal: string | null;
}

/** Files of an answer: dropped or chosen, with how far each is; each is kept as soon as it has arrived. */
export function FileAnswer({ applicationId, field, files }: FileAnswerProps) {
  const t = useTranslations("writing.file");
  const locale = useLocale() as Locale;
  const { error } = useField(nameOf(field));
  const { sending, send, remove, forget } = useUploads(applicationId, field);
  const hasRoom = files.length + sending.filter(({ refusal }) => refusal === null).length < field.most;
  const description = readWording(field.help, locale).text;
  return (
    <fieldset className={classes.files} aria-invalid={error ? true : undefined}>
      <Input.Label component="legend" required={field.isRequired}>
        {readWording(field.label, locale).text}
      </Input.Label>
      <Input.Description mb={8}>
        {description && `${description} `}
        {t("limit", { most: field.most, megabytes: field.mostMb })}
      </Input.Description>
      <ul>
        {files.map((file) => (
          <KeptFile
            key={file.id}
            file={file}
            onReplace={(other) => void send([other], file.id)}
            onRemove={() => void remove(file)}
          />
        ))}
        {sending.map((each) => (
          <SentFile key={each.id} sending={each} onForget={() => forget(each.id)} />
        ))}
      </ul>
      {hasRoom && <Drop field={field} onChoose={(chosen) => void send(chosen, null)} />}
      {error && <Input.Error mt={4}>{error}</Input.Error>}
    </fieldset>
  );
}

function useUploads(applicationId: string | null, field: FileAnswerProps["field"]) {
  const t = useTranslations("writing.file");
  const { revalidate } = useRevalidator();
  const [sending, setSending] = useState<Sending[]>([]);
  const last = useRef(0);
  const set = (id: number, part: Partial<Sending>) =>
    setSending((before) => before.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const forget = (id: number) => setSending((before) => before.filter((each) => each.id !== id));

  const sendOne = async (file: File, replaces: string | null) => {
    const id = ++last.current;
    const isTooLarge = file.size > field.mostMb * 1024 * 1024;
    const refusal = isTooLarge ? t("tooLarge", { name: file.name, megabytes: field.mostMb }) : null;
    setSending((before) => [...before, { id, name: file.name, share: 0, refusal }]);
    if (isTooLarge || applicationId === null) return;
    const answer: Uploaded = await uploadFile({ applicationId, key: field.key, file, replaces }, (share) => set(id, { share }));
    if (answer.kind === "kept") {
      await revalidate();
      forget(id);
    } else set(id, { refusal: answer.kind === "offline" ? t("offline", { name: file.name }) : answer.sentence });
  };
  const remove = async (file: AnswerFile) => {
    if (applicationId === null) return;
    const response = await fetch(`${ownPath(applicationId)}/answers/${field.key}/files/${file.id}`, { method: "DELETE" }).catch(
      () => null,
    );
    if (response?.ok || response?.status === 404) await revalidate();
  };
  return {
    sending,
    forget,
    remove,
    send: async (files: File[], replaces: string | null) => {
      for (const file of files) await sendOne(file, replaces);
    },
  };
}

function KeptFile({ file, onReplace, onRemove }: { file: AnswerFile; onReplace: (file: File) => void; onRemove: () => void }) {
  const t = useTranslations("writing.file");
  const input = useRef<HTMLInputElement>(null);
  const isBad = file.scanState === "infected";
  return (
    <li data-bad={isBad || undefined}>
      {isBad ? <IconFileAlert size={20} aria-hidden /> : <IconFile size={20} aria-hidden />}
      <div>
        {isBad ? <bdi>{file.name}</bdi> : <FileLink file={file} />}
        <small>
          <FileSize bytes={file.sizeBytes} />
          {file.scanState !== "unscanned" && ` · ${t(`scan.${file.scanState}`)}`}
        </small>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={t("replace", { name: file.name })}
        onChange={({ currentTarget: { files } }) => files?.[0] && onReplace(files[0])}
      />
      <Button
        variant="subtle"
        size="compact-sm"
        className={classes.scripted}
        aria-label={t("replace", { name: file.name })}
        leftSection={<IconRefresh size={15} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {t("replaceShort")}
      </Button>
      <Button
        type="submit"
        form={uploadFormId}
        name="remove"
        value={`${file.key}.${file.id}`}
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={t("remove", { name: file.name })}
        onClick={(event) => {
          event.preventDefault();
          onRemove();
        }}
      >
        <IconTrash size={16} aria-hidden />
      </Button>
    </li>
  );
}

/** The way to the bytes is made when it is asked for, and lives for minutes. */
export function FileLink({ file }: { file: Pick<AnswerFile, "id" | "name"> }) {
  return (
    <a href={`/application-files/${file.id}`} download={file.name}>
      <bdi>{file.name}</bdi>
    </a>
  );
}

function SentFile({ sending: { name, share, refusal }, onForget }: { sending: Sending; onForget: () => void }) {
  const t = useTranslations("writing.file");
  if (refusal !== null)
    return (
      <li data-bad role="alert">
        <IconFileAlert size={20} aria-hidden />
        <div>
          <span>{refusal}</span>
        </div>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onForget}>
          {t("understood")}
        </Button>
      </li>
    );
  return (
    <li>
      <IconUpload size={20} aria-hidden />
      <div>
        <bdi>{name}</bdi>
        <Progress value={100 * share} aria-label={t("sending", { name })} size="sm" mt={5} />
      </div>
    </li>
  );
}

function Drop({ field, onChoose }: { field: FileAnswerProps["field"]; onChoose: (files: File[]) => void }) {
  const t = useTranslations("writing.file");
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onChoose([...event.dataTransfer.files]);
  };
  return (
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
      <IconUpload size={20} aria-hidden />
      <span>{t("drop", { most: field.most })}</span>
      <input
        type="file"
        form={uploadFormId}
        name={`file.${field.key}`}
        multiple={field.most > 1}
        onChange={({ currentTarget }) => {
          onChoose([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
      <Button type="submit" form={uploadFormId} variant="default" size="xs" className={classes.unscripted}>
        {t("send")}
      </Button>
    </label>
  );
}
