import { Stack } from "@mantine/core";
import { Link } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { FactList } from "#ui/fact-list.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { getOwnFirm } from "../queries/own-firm.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/firm";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getOwnFirm(ctx), request);
}

/** A start-up's own page: what the base's file says of it, its people, and the applications that brought it in. */
export default function Firm({ loaderData: { name, file, people, applications, pilots } }: Route.ComponentProps) {
  const t = useTranslations("decisions.firm");
  const roles = useTranslations("identity.roles");
  const fieldNames = useTranslations("taxonomy.fields");
  const locale = useLocale() as Locale;
  const facts = file && [
    { label: t("website"), value: file.website && <a href={file.website}>{file.website}</a> },
    { label: t("seat"), value: [file.city, file.country].filter(Boolean).join(", ") || null },
    { label: t("founded"), value: file.foundedYear },
    { label: t("people"), value: file.teamSize },
    { label: t("field"), value: file.field && fieldNames(file.field as "connectivity") },
  ];
  return (
    <>
      <PageHeader title={name} lead={file?.oneLiner || t("lead")} />
      <Stack gap="lg">
        {facts && (
          <Section title={t("file")} hint={t("fileHint")}>
            <FactList facts={facts} />
          </Section>
        )}
        <Section title={t("team")}>
          <ul>
            {people.map((person) => (
              <li key={`${person.id} ${person.role}`}>
                {person.name} · {roles(person.role)}
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t("pilots")}>
          {pilots.length > 0 ? (
            <ul>
              {pilots.map(({ title, lang, href }) => (
                <li key={href}>
                  <Link to={href} lang={lang}>
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          ) : (
            <p>{t("noPilots")}</p>
          )}
          <Link to="/documents">{t("documents")}</Link>
        </Section>
        {applications.length > 0 && (
          <Section title={t("applications")}>
            <ul>
              {applications.map(({ id, call, isOwn }) => (
                <li key={id}>
                  {isOwn ? (
                    <Link to={`/my-applications/${id}`}>{readWording(call, locale).text}</Link>
                  ) : (
                    readWording(call, locale).text
                  )}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Stack>
    </>
  );
}
