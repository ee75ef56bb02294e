import { ActionIcon, Button } from "@mantine/core";
import { IconBookmark, IconUsers, IconX } from "@tabler/icons-react";
import { Form, Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { CheckboxField, SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { SavedSearchView } from "../views.ts";
import classes from "./companies.module.css";

/** Searches the person keeps, those shared with them, and the way to keep the present one. Opens without JavaScript. */
export function SavedSearches({ searches, isFiltered }: { searches: SavedSearchView[]; isFiltered: boolean }) {
  const t = useTranslations("companies.searches");
  const [params] = useSearchParams();
  const unseen = searches.reduce((sum, { unseenCount }) => sum + unseenCount, 0);
  return (
    <details className={classes.searches}>
      <summary>
        <Button component="span" variant="default" leftSection={<IconBookmark size={16} />} tabIndex={-1}>
          {t("title")}
          {unseen > 0 && <span className={classes.unseen}>{unseen}</span>}
        </Button>
      </summary>
      <div className={classes.searchesPanel}>
        {searches.length === 0 && <p>{t("none")}</p>}
        <ul>
          {searches.map((search) => (
            <li key={search.id}>
              <Link to={`/companies?saved=${search.id}`}>{search.name}</Link>
              {search.unseenCount > 0 && <StateBadge tone="accent">{t("unseen", { count: search.unseenCount })}</StateBadge>}
              {search.isShared && <IconUsers size={15} aria-label={t("shared")} />}
              {search.alert !== "none" && <span className={classes.alert}>{t(`alerts.${search.alert}`)}</span>}
              {search.can.change && (
                <Form method="post" action="/companies">
                  <input type="hidden" name="intent" value="removeSearch" />
                  <input type="hidden" name="id" value={search.id} />
                  <ActionIcon
                    type="submit"
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={t("remove", { name: search.name })}
                  >
                    <IconX size={14} />
                  </ActionIcon>
                </Form>
              )}
            </li>
          ))}
        </ul>
        {isFiltered ? <SaveForm filter={params.toString()} /> : <p className={classes.hint}>{t("hint")}</p>}
      </div>
    </details>
  );
}

function SaveForm({ filter }: { filter: string }) {
  const t = useTranslations("companies.searches");
  return (
    <ActionForm intent="saveSearch" action="/companies" label={t("save")} className={classes.popoverForm}>
      <input type="hidden" name="filter" value={filter} />
      <TextField name="name" label={t("name")} required maxLength={120} />
      <SelectField
        name="alert"
        label={t("alert")}
        choices={(["none", "daily", "weekly"] as const).map((value) => ({ value, label: t(`alerts.${value}`) }))}
        defaultValue="none"
      />
      <CheckboxField name="isShared" label={t("share")} />
      <SubmitButton variant="light">{t("save")}</SubmitButton>
    </ActionForm>
  );
}
