import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { useTaxonomy } from "../labels.tsx";
import classes from "./form.module.css";
import type { FormOptions } from "./form-options.ts";

/** Prepared needs to begin with; each is an address, so it works without JavaScript. */
export function TemplatePicker({ templates, chosen }: { templates: FormOptions["templates"]; chosen: string | null }) {
  const t = useTranslations("needs.templates");
  const taxonomy = useTaxonomy();
  return (
    <details className={classes.templates} open={chosen === null}>
      <summary>{t("title")}</summary>
      <p className={classes.hint}>{t("hint")}</p>
      <ul>
        {templates.map((template) => (
          <li key={template.id}>
            <Link
              to={`/needs/new?template=${template.id}`}
              aria-current={template.id === chosen ? "true" : undefined}
              reloadDocument
            >
              <strong>{template.title}</strong>
              <span>{taxonomy.field(template.field)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
