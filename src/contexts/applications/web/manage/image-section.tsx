import { Alert, Button } from "@mantine/core";
import { IconAlertCircle, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useRevalidator } from "react-router";
import { useTranslations } from "use-intl";
import { FileDropField } from "#ui/form/file-drop-field.tsx";
import { Section } from "#ui/section.tsx";
import type { CallView } from "../../views.ts";
import classes from "./manage.module.css";
import { type Answer, send } from "./send.ts";

/** The picture shown above the call and where its address is shared. */
export function ImageSection({ call }: { call: CallView }) {
  const t = useTranslations("calls.edit");
  const save = useTranslations("calls.save");
  const { revalidate } = useRevalidator();
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (answer: Promise<Answer<unknown>>) => {
    const told = await answer;
    if (told.outcome === "saved") setProblem(null);
    else setProblem("message" in told ? told.message : save(`state.${told.outcome}`));
    await revalidate();
  };
  const choose = ([file]: File[]) => {
    if (file) void take(send("PUT", `/calls/${call.id}/image?name=${encodeURIComponent(file.name)}`, file));
  };
  return (
    <Section title={t("image")} hint={t("imageHint")} id="image">
      {problem && (
        <Alert color="red" variant="light" mb="sm" role="alert" icon={<IconAlertCircle size={18} />}>
          {problem}
        </Alert>
      )}
      {call.imageId && (
        <figure className={classes.image}>
          <img src={`/calls/${call.slug}/image?v=${call.imageId}`} alt={t("imageAlt")} />
          <Button
            variant="subtle"
            color="red"
            size="xs"
            leftSection={<IconTrash size={15} />}
            onClick={() => void take(send("DELETE", `/calls/${call.id}/image`))}
          >
            {t("removeImage")}
          </Button>
        </figure>
      )}
      <FileDropField
        key={call.imageId}
        name="image"
        label={call.imageId ? t("otherImage") : t("chooseImage")}
        accept="image/png,image/jpeg,image/webp"
        onChoose={choose}
      />
    </Section>
  );
}
