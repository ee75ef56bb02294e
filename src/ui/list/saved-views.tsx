import { Button, Menu, Modal } from "@mantine/core";
import {
  IconBookmark,
  IconBookmarkFilled,
  IconDots,
  IconLink,
  IconPencil,
  IconStar,
  IconStarFilled,
  IconTrash,
} from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation, useSearchParams, useSubmit } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "../form/action-form.tsx";
import { CheckboxField } from "../form/choice-fields.tsx";
import { SubmitButton } from "../form/submit-button.tsx";
import { TextField } from "../form/text-fields.tsx";
import classes from "./list.module.css";
import { useCloseOnLeave } from "./use-close-on-leave.ts";
import { presentView, viewOn } from "./views.ts";

export interface ListView {
  id: string;
  name: string;
  query: string;
  isDefault: boolean;
}

/**
 * The person's saved views of a list, the way to keep the present one, and its link: whoever opens it sees the same filters and columns,
 * and the rows they may read. Opens without JavaScript. The page's action hands the steps to `takeViewStep`.
 */
export function SavedViews({ views }: { views: ListView[] }) {
  const t = useTranslations("ui.views");
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const current = viewOn(views, params);
  const [renamed, setRenamed] = useState<ListView | null>(null);
  const details = useRef<HTMLDetailsElement>(null);
  useCloseOnLeave(details);
  const address = params.toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is what closes it.
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [address]);
  return (
    <details ref={details} className={classes.views} name="facet">
      <summary>
        {current ? <IconBookmarkFilled size={16} aria-hidden /> : <IconBookmark size={16} aria-hidden />}
        <span className={classes.viewsName}>{current?.name ?? t("title")}</span>
      </summary>
      <div className={classes.viewsPanel}>
        {views.length === 0 && <p>{t("none")}</p>}
        <ul>
          {views.length > 0 && (
            <li>
              <Link to={`${pathname}?saved=all`}>{t("all")}</Link>
            </li>
          )}
          {views.map((view) => (
            <li key={view.id} data-current={view.id === current?.id || undefined}>
              <Link to={`${pathname}?${view.query}${view.query && "&"}saved=${view.id}`}>
                {view.name}
                {view.isDefault && <IconStarFilled size={13} aria-label={t("isDefault")} />}
              </Link>
              <ViewMenu view={view} onRename={() => setRenamed(view)} />
            </li>
          ))}
        </ul>
        <SaveForm />
        <CopyLink />
      </div>
      <Modal opened={renamed !== null} onClose={() => setRenamed(null)} title={t("rename")}>
        {renamed && (
          <ActionForm intent="renameView" action={pathname} label={t("rename")} onSubmit={() => setRenamed(null)}>
            <input type="hidden" name="viewId" value={renamed.id} />
            <input type="hidden" name="query" value={params.toString()} />
            <TextField name="name" label={t("name")} defaultValue={renamed.name} required maxLength={80} />
            <SubmitButton>{t("rename")}</SubmitButton>
          </ActionForm>
        )}
      </Modal>
    </details>
  );
}

function ViewMenu({ view, onRename }: { view: ListView; onRename: () => void }) {
  const t = useTranslations("ui.views");
  const [params] = useSearchParams();
  const submit = useSubmit();
  const { pathname } = useLocation();
  const send = (fields: Record<string, string>) =>
    submit({ viewId: view.id, query: params.toString(), ...fields }, { method: "post", action: pathname });
  return (
    <Menu withinPortal={false} position="bottom-end">
      <Menu.Target>
        <button type="button" aria-label={t("actions", { name: view.name })}>
          <IconDots size={15} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={onRename}>
          {t("rename")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBookmark size={15} />}
          onClick={() => send({ intent: "updateView", query: presentView(params) })}
        >
          {t("update")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconStar size={15} />}
          onClick={() => send({ intent: "defaultView", isDefault: view.isDefault ? "false" : "true" })}
        >
          {view.isDefault ? t("unsetDefault") : t("setDefault")}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => send({ intent: "removeView" })}>
          {t("remove")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SaveForm() {
  const t = useTranslations("ui.views");
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  return (
    <ActionForm intent="saveView" action={pathname} label={t("save")} className={classes.viewForm}>
      <input type="hidden" name="query" value={presentView(params)} />
      <TextField name="name" label={t("name")} required maxLength={80} />
      <CheckboxField name="isDefault" value="true" label={t("opensWith")} />
      <SubmitButton variant="light">{t("save")}</SubmitButton>
    </ActionForm>
  );
}

/** The link is the address itself, without the name of the view: it says nothing its reader may not know. */
function CopyLink() {
  const t = useTranslations("ui.views");
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const [isCopied, setIsCopied] = useState(false);
  const href = `${pathname}?${presentView(params) || "saved=all"}`;
  return (
    <Button
      component="a"
      href={href}
      variant="subtle"
      size="compact-sm"
      leftSection={<IconLink size={15} />}
      onClick={(event) => {
        if (!navigator.clipboard) return;
        event.preventDefault();
        navigator.clipboard.writeText(new URL(href, window.location.href).href).then(() => setIsCopied(true));
      }}
    >
      <span aria-live="polite">{isCopied ? t("copied") : t("copy")}</span>
    </Button>
  );
}
