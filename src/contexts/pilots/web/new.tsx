import { Button } from "@mantine/core";
import { IconListSearch } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { notFound } from "#platform/errors.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { getProposal, type Proposal } from "../queries/proposal.ts";
import type { Route } from "./+types/new";
import { amountText, type PilotFormValues } from "./record/form-values.ts";
import { PilotForm } from "./record/pilot-form.tsx";
import classes from "./record/record.module.css";
import { submitProposal } from "./record/save-pilot-form.ts";
import { TriedList } from "./record/tried-list.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const { searchParams } = new URL(request.url);
  return page(
    ctx,
    async () => ({
      proposal: await getProposal(ctx, searchParams.get("need") ?? ""),
      companyId: searchParams.get("company"),
    }),
    request,
  );
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  if (form.get("intent") !== "save") throw await page(ctx, () => Promise.reject(notFound()));
  return submitProposal(ctx, form);
}

export default function NewPilot({ loaderData: { proposal, companyId } }: Route.ComponentProps) {
  const t = useTranslations("pilots");
  const { need, companies } = proposal;
  const company = companies.find(({ id, pilotId }) => id === companyId && pilotId === null);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: t("list.title"), to: "/pilots" },
          { label: need.title, to: `/needs/${need.id}` },
        ]}
        title={company ? t("new.titleWith", { company: company.name }) : t("new.title")}
        lead={t(company ? "new.lead" : "new.chooseLead")}
      />
      <TriedBefore proposal={proposal} />
      {company ? (
        <PilotForm
          key={company.id}
          initial={initialOf(proposal)}
          people={proposal.people}
          hidden={{ needId: need.id, companyId: company.id }}
          submitLabel={t("new.submit")}
          cancelTo={`/needs/${need.id}/shortlist`}
        />
      ) : (
        <ChooseCompany proposal={proposal} />
      )}
    </>
  );
}

/** What was learned before stands above what is proposed now. */
function TriedBefore({ proposal: { tried } }: { proposal: Proposal }) {
  const t = useTranslations("pilots.new");
  if (tried.length === 0) return null;
  return (
    <div className={classes.before}>
      <Section title={t("tried")} hint={t("triedHint")}>
        <TriedList pilots={tried} />
      </Section>
    </div>
  );
}

function ChooseCompany({ proposal: { need, companies } }: { proposal: Proposal }) {
  const t = useTranslations("pilots.new");
  const shortlist = `/needs/${need.id}/shortlist`;
  if (companies.length === 0)
    return (
      <EmptyState
        icon={<IconListSearch size={26} />}
        title={t("emptyTitle")}
        text={t("emptyText")}
        action={
          <Button component={Link} to={shortlist}>
            {t("toShortlist")}
          </Button>
        }
      />
    );
  return (
    <Section title={t("choose")}>
      <ul className={classes.choices}>
        {companies.map(({ id, name, oneLiner, lang, pilotId, pilotNumber }) => (
          <li key={id}>
            <div>
              <Link to={`/companies/${id}`}>{name}</Link>
              <p className={classes.quiet} lang={lang ?? undefined}>
                {oneLiner}
              </p>
            </div>
            {pilotId ? (
              <Button component={Link} to={`/pilots/${pilotId}`} variant="default" size="xs">
                {t("runs", { number: pilotNumber ?? "" })}
              </Button>
            ) : (
              <Button component={Link} to={`/pilots/new?need=${need.id}&company=${id}`} size="xs">
                {t("start", { company: name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const initialOf = ({ need, days }: Proposal): PilotFormValues => ({
  title: need.title,
  scope: "",
  lang: need.lang,
  problemOwnerPersonId: need.ownerPersonId,
  sponsorPersonId: need.sponsorPersonId ?? "",
  budget: need.budgetMinor ? amountText(need.budgetMinor) : "",
  budgetCurrency: need.budgetCurrency,
  budgetLine: "",
  ...days,
  nextOrder: "",
  seriesContact: "",
  consequenceWithinDays: "60",
  note: "",
  criteria: [],
});
