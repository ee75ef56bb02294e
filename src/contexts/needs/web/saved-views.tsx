import { Button, TextInput } from "@mantine/core";
import { IconBookmark, IconX } from "@tabler/icons-react";
import { Form, Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import type { SavedView } from "../saved-views.ts";
import classes from "./needs.module.css";

/** The person's saved filters of the list, and the way to keep the present one. */
export function SavedViews({ views }: { views: SavedView[] }) {
  const t = useTranslations("needs.list");
  const [params] = useSearchParams();
  const present = new URLSearchParams(params);
  present.delete("cursor");
  return (
    <details className={classes.views}>
      <summary>
        <IconBookmark size={16} aria-hidden /> {t("views")}
      </summary>
      <div className={classes.viewsPanel}>
        {views.length === 0 && <p>{t("noViews")}</p>}
        <ul>
          {views.map((view) => (
            <li key={view.id}>
              <Link to={`/needs?${view.query}`}>{view.name}</Link>
              <Form method="post" action="/needs">
                <input type="hidden" name="intent" value="removeView" />
                <input type="hidden" name="viewId" value={view.id} />
                <button type="submit" aria-label={t("removeView", { name: view.name })}>
                  <IconX size={14} aria-hidden />
                </button>
              </Form>
            </li>
          ))}
        </ul>
        <Form method="post" action="/needs" className={classes.viewForm}>
          <input type="hidden" name="intent" value="saveView" />
          <input type="hidden" name="query" value={present.toString()} />
          <TextInput name="name" aria-label={t("viewName")} placeholder={t("viewName")} required maxLength={80} size="xs" />
          <Button type="submit" variant="default" size="xs">
            {t("saveView")}
          </Button>
        </Form>
      </div>
    </details>
  );
}
