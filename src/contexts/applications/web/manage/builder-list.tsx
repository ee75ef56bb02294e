import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type DragEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import { type FieldKind, type FormField, type FormStage, fieldKinds, formStages } from "../../form/field.ts";
import type { Form, FormFault } from "../../form/form.ts";
import type { CallView } from "../../views.ts";
import { FieldCard } from "./field-card.tsx";
import { byStage, inOrder, newField, withCopyOf, withMoved } from "./field-docs.ts";
import { kindIcons } from "./kind-icons.ts";
import classes from "./manage.module.css";

interface BuilderListProps {
  fields: Form;
  setFields(fields: Form): void;
  operators: CallView["operators"];
  /** Questions applicants have seen keep their names. */
  publishedKeys: readonly string[];
  faults: readonly { key: string; fault: FormFault }[];
  errors: Record<string, string>;
}

/** The questions of both stages: open one to change it, drag it or use its arrows to move it. */
export function BuilderList(props: BuilderListProps) {
  const { fields, setFields } = props;
  const [open, setOpen] = useState<string | null>(null);
  const drag = useDrag(fields, setFields);
  const add = (kind: FieldKind, stage: FormStage) => {
    const field = newField(kind, stage, fields);
    setFields(inOrder([...fields, field]));
    setOpen(field.key);
  };
  const setField = (at: number, field: FormField) => {
    setFields(inOrder(fields.with(at, field)));
    if (open === fields[at]!.key) setOpen(field.key);
  };
  return formStages.map((stage) => (
    <StageSection key={stage} stage={stage} onAdd={(kind) => add(kind, stage)}>
      {byStage(fields, stage).map(({ field, at }) => (
        <FieldCard
          key={field.key}
          {...props}
          field={field}
          at={at}
          isOpen={open === field.key}
          onToggle={() => setOpen(open === field.key ? null : field.key)}
          onChange={(next) => setField(at, next)}
          onMove={(to) => setFields(withMoved(fields, at, to))}
          onCopy={() => setFields(withCopyOf(fields, at))}
          onRemove={() => setFields(fields.toSpliced(at, 1))}
          drag={drag.of(at)}
        />
      ))}
    </StageSection>
  ));
}

interface StageSectionProps {
  stage: FormStage;
  onAdd(kind: FieldKind): void;
  children: React.ReactNode[];
}

function StageSection({ stage, onAdd, children }: StageSectionProps) {
  const t = useTranslations("calls.form");
  return (
    <Section title={t(`stage.${stage}`)} hint={t(`stageHint.${stage}`)} id={`stage-${stage}`}>
      {children.length > 0 && <ol className={classes.fields}>{children}</ol>}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconPlus size={16} />}>
            {t("add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {fieldKinds.map((kind) => {
            const Icon = kindIcons[kind];
            return (
              <Menu.Item key={kind} leftSection={<Icon size={16} />} onClick={() => onAdd(kind)}>
                {t(`kind.${kind}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
    </Section>
  );
}

export interface DragHandles {
  /** Where the dragged question would go, on this one. */
  side: "before" | "after" | null;
  onDragStart(event: DragEvent): void;
  onDragOver(event: DragEvent<HTMLElement>): void;
  onDrop(event: DragEvent): void;
  onDragEnd(): void;
}

/** The browser's own dragging, from one place of the form to another. */
function useDrag(fields: Form, setFields: (fields: Form) => void) {
  const [from, setFrom] = useState<number | null>(null);
  const [over, setOver] = useState<{ at: number; side: "before" | "after" } | null>(null);
  const end = () => {
    setFrom(null);
    setOver(null);
  };
  const drop = () => {
    if (from !== null && over !== null) {
      const gap = over.side === "before" ? over.at : over.at + 1;
      const to = gap > from ? gap - 1 : gap;
      if (to !== from) setFields(inOrder(withMoved(fields, from, to)));
    }
    end();
  };
  return {
    of: (at: number): DragHandles => ({
      side: over?.at === at && from !== null && from !== at ? over.side : null,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", fields[at]!.key);
        setFrom(at);
      },
      onDragOver: (event) => {
        if (from === null) return;
        event.preventDefault();
        const { top, height } = event.currentTarget.getBoundingClientRect();
        const side = event.clientY < top + height / 2 ? "before" : "after";
        setOver((now) => (now?.at === at && now.side === side ? now : { at, side }));
      },
      onDrop: (event) => {
        event.preventDefault();
        drop();
      },
      onDragEnd: end,
    }),
  };
}
