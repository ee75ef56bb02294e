import { IconArrowsSplit2, IconGripVertical, IconIdBadge2, IconLock } from "@tabler/icons-react";
import { use } from "react";
import { useTranslations } from "use-intl";
import type { FormField } from "../../form/field.ts";
import type { Form, FormFault } from "../../form/form.ts";
import type { CallView } from "../../views.ts";
import { readWording } from "../../wording.ts";
import type { DragHandles } from "./builder-list.tsx";
import { FieldSettings } from "./field-settings.tsx";
import { kindIcons } from "./kind-icons.ts";
import classes from "./manage.module.css";
import { RowTools } from "./row-tools.tsx";
import { WritingLanguage } from "./wording-input.tsx";

export interface FieldCardProps {
  fields: Form;
  field: FormField;
  at: number;
  operators: CallView["operators"];
  publishedKeys: readonly string[];
  faults: readonly { key: string; fault: FormFault }[];
  errors: Record<string, string>;
  isOpen: boolean;
  onToggle(): void;
  onChange(field: FormField): void;
  onMove(to: number): void;
  onCopy(): void;
  onRemove(): void;
  drag: DragHandles;
}

/** One question in the builder: a line that opens into its settings. */
export function FieldCard(props: FieldCardProps) {
  const { fields, field, at, isOpen, drag, faults, errors } = props;
  const t = useTranslations("calls.form");
  const { lang } = use(WritingLanguage);
  const label = readWording(field.label, lang);
  const name = label.text || t("untitled");
  const own = faults.filter(({ key }) => key === field.key);
  const refused = Object.entries(errors).flatMap(([path, sentence]) => (path.startsWith(`fields.${at}.`) ? [sentence] : []));
  const Icon = kindIcons[field.kind];
  const id = `field-${field.key}`;
  return (
    <li
      className={classes.field}
      data-open={isOpen || undefined}
      data-drop={drag.side ?? undefined}
      data-faulty={own.some(({ fault: each }) => each !== "notInEveryLanguage") || refused.length > 0 || undefined}
      onDragOver={drag.onDragOver}
      onDrop={drag.onDrop}
    >
      <div className={classes.fieldHead}>
        {/* The arrows beside it do the same by keyboard. */}
        <span className={classes.grip} draggable onDragStart={drag.onDragStart} onDragEnd={drag.onDragEnd} aria-hidden>
          <IconGripVertical size={17} />
        </span>
        <button type="button" className={classes.fieldName} onClick={props.onToggle} aria-expanded={isOpen} aria-controls={id}>
          <Icon size={18} aria-label={t(`kind.${field.kind}`)} />
          <span lang={label.lang} data-untitled={!label.text || undefined}>
            {name}
            {field.isRequired && <span className={classes.required}> *</span>}
          </span>
          <Flags field={field} />
        </button>
        <RowTools
          name={name}
          at={at}
          count={fields.length}
          onMove={props.onMove}
          onCopy={props.onCopy}
          onRemove={props.onRemove}
          isSmall
        />
      </div>
      <Faults own={own} refused={refused} />
      {isOpen && (
        <div id={id} className={classes.fieldBody}>
          <FieldSettings {...props} />
        </div>
      )}
    </li>
  );
}

/** What keeps the question from being published, and what was refused when it was saved. */
function Faults({ own, refused }: { own: readonly { fault: FormFault }[]; refused: readonly string[] }) {
  const t = useTranslations("applications.formFaults");
  if (own.length + refused.length === 0) return null;
  return (
    <ul className={classes.faults}>
      {own.map(({ fault }) => (
        <li key={fault} data-soft={fault === "notInEveryLanguage" || undefined}>
          {t(fault)}
        </li>
      ))}
      {[...new Set(refused)].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Flags({ field }: { field: FormField }) {
  const t = useTranslations("calls.form");
  return (
    <span className={classes.flags}>
      {field.privateTo && <IconLock size={15} aria-label={t("flag.private")} />}
      {field.showIf && <IconArrowsSplit2 size={15} aria-label={t("flag.conditional")} />}
      {field.profilePart && <IconIdBadge2 size={15} aria-label={t("flag.profile")} />}
    </span>
  );
}
