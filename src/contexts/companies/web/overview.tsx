import { Button, Tooltip } from "@mantine/core";
import { IconBan, IconLanguage, IconMessagePlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link, useOutletContext } from "react-router";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { DateText, useDateText } from "#ui/dates.tsx";
import { type Fact, FactList } from "#ui/fact-list.tsx";
import { Money } from "#ui/money.tsx";
import { Section } from "#ui/section.tsx";
import type { ProfileColumn } from "../schema.ts";
import type { CompanyView } from "../views.ts";
import classes from "./companies.module.css";
import { Profile } from "./profile.tsx";
import { useCompanyWords } from "./words.ts";

export default function Overview() {
  const company = useOutletContext<CompanyView>();
  const t = useTranslations("companies");
  const path = `/companies/${company.id}`;
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>
        <Section
          title={t("profile.title")}
          actions={
            company.can.edit && (
              <Button
                component={Link}
                to={`${path}/translation`}
                variant="subtle"
                size="xs"
                leftSection={<IconLanguage size={16} />}
              >
                {t("actions.translate")}
              </Button>
            )
          }
        >
          <Profile company={company} />
          <Tags company={company} />
        </Section>
        <Sources company={company} path={path} />
      </div>
      <div className={`${classes.stack} ${classes.aside}`}>
        {(company.can.recordContact || company.can.pass) && <NextSteps company={company} path={path} />}
        <Section title={t("facts.title")} hint={t("facts.hint")}>
          <FactList facts={useFacts(company)} />
        </Section>
      </div>
    </div>
  );
}

function NextSteps({ company: { can }, path }: { company: CompanyView; path: string }) {
  const t = useTranslations("companies.actions");
  return (
    <Section title={t("next")}>
      <div className={classes.popoverForm}>
        {can.recordContact && (
          <Button component={Link} to={`${path}/contacts#contact`} leftSection={<IconMessagePlus size={16} />}>
            {t("logContact")}
          </Button>
        )}
        {can.pass && (
          <Button component={Link} to={`${path}/contacts#pass`} variant="default" leftSection={<IconBan size={16} />}>
            {t("pass")}
          </Button>
        )}
      </div>
    </Section>
  );
}

function Tags({ company: { tags, topics } }: { company: CompanyView }) {
  const t = useTranslations("companies.columns");
  const words = useCompanyWords();
  if (tags.length + topics.length === 0) return null;
  return (
    <ul className={classes.tags} aria-label={t("tags")}>
      {topics.map((topic) => (
        <li key={topic}>
          <Link to={`/companies?topic=${topic}`}>{words.topic(topic)}</Link>
        </li>
      ))}
      {tags.map((tag) => (
        <li key={tag}>
          <Link to={`/companies?tag=${encodeURIComponent(tag)}`}>{tag}</Link>
        </li>
      ))}
    </ul>
  );
}

function Sources({ company, path }: { company: CompanyView; path: string }) {
  const t = useTranslations("companies.sources");
  const words = useCompanyWords();
  const { sources, mergedFrom } = company;
  return (
    <Section title={t("title")}>
      {sources.length === 0 && <p className={classes.hint}>{t("none")}</p>}
      <ul className={classes.list}>
        {sources.map(({ source, externalId, firstSeenAt, lastSeenAt }) => (
          <li key={`${source} ${externalId}`} className={classes.entry}>
            <div>
              {words.source(source)}
              <div className={classes.entryMeta}>
                {t("seen")} <DateText value={firstSeenAt} /> – <DateText value={lastSeenAt} /> · {externalId}
              </div>
            </div>
          </li>
        ))}
        {mergedFrom.map(({ mergeId, name, mergedAt }) => (
          <li key={mergeId} className={classes.entry}>
            <div>
              {t("merged", { name })}
              <div className={classes.entryMeta}>
                <DateText value={mergedAt} /> · <Link to={`${path}/history`}>{t("toHistory")}</Link>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function useFacts(company: CompanyView): Fact[] {
  const t = useTranslations("companies.columns");
  const words = useCompanyWords();
  const format = useFormatter();
  const locale = useLocale();
  const fact = (column: ProfileColumn, value: ReactNode): Fact => ({
    label: t(column as "field"),
    value:
      value === null || value === undefined || value === "" ? null : <Sourced mark={company.provenance[column]}>{value}</Sourced>,
  });
  const list = (values: string[]) => new Intl.ListFormat(locale, { type: "unit" }).format(values);
  const { otherNames, formerNames, certificates } = company;
  return [
    ...(company.legalName ? [fact("legalName", company.legalName)] : []),
    ...(otherNames.length > 0 ? [fact("otherNames", list(otherNames))] : []),
    ...(formerNames.length > 0 ? [fact("formerNames", list(formerNames))] : []),
    fact("field", company.field && words.field(company.field)),
    fact("country", company.country && words.country(company.country)),
    fact("city", company.city && words.city(company.city)),
    fact("foundedYear", company.foundedYear),
    fact("teamSize", company.teamSize === null ? null : format.number(company.teamSize)),
    fact("stage", company.stage && words.stage(company.stage)),
    fact("fundingTotalFen", company.fundingTotalFen === null ? null : <Money fen={company.fundingTotalFen} compact />),
    fact("certificates", certificates.length > 0 ? list(certificates) : null),
    fact("status", words.status(company.status)),
  ];
}

/** A value that says on hover, focus and touch where it comes from. */
export function Sourced({ mark, children }: { mark: CompanyView["provenance"][string] | undefined; children: ReactNode }) {
  const t = useTranslations("companies.provenance");
  const words = useCompanyWords();
  const dateText = useDateText();
  if (!mark) return children;
  const date = dateText(mark.at);
  const label =
    mark.source === "person"
      ? t("typed", { person: mark.personName ?? t("colleague"), date })
      : t("source", { source: words.source(mark.source), date });
  return (
    <Tooltip label={label} events={{ hover: true, focus: true, touch: true }} withArrow>
      <button type="button" className={classes.sourced}>
        {children}
      </button>
    </Tooltip>
  );
}
