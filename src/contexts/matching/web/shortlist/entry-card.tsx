import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconBan, IconFlask } from "@tabler/icons-react";
import { Link, useFetcher, useParams } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import type { FittedEntryView, ShortlistView } from "../../shortlist/views.ts";
import { openStages } from "../../shortlist-stage.ts";
import { useFactTexts, useLabels } from "../labels.ts";
import classes from "../matching.module.css";
import { PassFields } from "../pass-fields.tsx";
import { TodaysFit } from "../todays-fit.tsx";
import { Notes } from "./notes.tsx";
import { Votes } from "./votes.tsx";

interface Props {
  entry: FittedEntryView;
  can: ShortlistView["can"];
  place: number;
  last: boolean;
}

/** One company of the list: where it stands, what colleagues think, what was noted. */
export function EntryCard({ entry, can, place, last }: Props) {
  const t = useTranslations("matching");
  const labels = useLabels();
  const factTexts = useFactTexts();
  const { company, pass } = entry;
  const titleId = `entry-${entry.id}`;
  return (
    <article className={classes.card} aria-labelledby={titleId}>
      <header className={`${classes.cardHead} ${classes.plainHead}`}>
        <div className={classes.cardTitle}>
          <h3 id={titleId}>
            <Link to={`/companies/${company.id}`}>{[company.name, ...company.otherNames].join(" · ")}</Link>
          </h3>
          <p className={classes.facts}>{factTexts(company).join(" · ")}</p>
        </div>
        <div className={classes.cardScore}>
          {entry.fit !== null && <TodaysFit fit={entry.fit} whenAdded={entry.fitWhenAdded} />}
        </div>
      </header>
      <div className={classes.entryBody}>
        <div className={classes.texts}>
          <p lang={company.lang}>{company.oneLiner}</p>
          {entry.reasons.length > 0 && (
            <p className={classes.quiet}>
              {t("shortlist.because")} {entry.reasons.join(" · ")}
            </p>
          )}
          {pass && (
            <p className={classes.against}>
              {labels.passReason(pass.reasonCode)}
              {pass.note && ` – ${pass.note}`}
              {pass.recheckOn && (
                <>
                  {" "}
                  {t("shortlist.recheckOn")} <DateText value={pass.recheckOn} />
                </>
              )}
            </p>
          )}
          <p className={classes.quiet}>
            {t("shortlist.addedBy", { name: entry.addedBy.name ?? "–" })} <DateText value={entry.addedAt} />
          </p>
          <Notes entry={entry} can={can} />
        </div>
        <Votes entry={entry} can={can} />
      </div>
      {can.curate && <EntryActions entry={entry} place={place} last={last} />}
    </article>
  );
}

function EntryActions({ entry, place, last }: Omit<Props, "can">) {
  const t = useTranslations("matching");
  const { needId } = useParams();
  const fetcher = useFetcher();
  const hidden = (
    <>
      <input type="hidden" name="entryId" value={entry.id} />
      <input type="hidden" name="companyId" value={entry.company.id} />
      <input type="hidden" name="companyName" value={entry.company.name} />
    </>
  );
  if (entry.stage === "passed") {
    return (
      <fetcher.Form method="post" className={classes.actions}>
        {hidden}
        <Button type="submit" name="intent" value="unpass" variant="default" size="xs">
          {t("shortlist.takePassBack")}
        </Button>
      </fetcher.Form>
    );
  }
  return (
    <div className={classes.actions}>
      {entry.stage !== "longlist" && (
        <Button
          component={Link}
          to={`/pilots/new?need=${needId}&company=${entry.company.id}`}
          size="xs"
          leftSection={<IconFlask size={14} />}
        >
          {t("shortlist.startPilot")}
        </Button>
      )}
      <ActionForm intent="move" fetcher={fetcher} className={classes.inlineForm} label={t("shortlist.move")}>
        {hidden}
        <SelectField
          key={entry.stage}
          name="stage"
          size="xs"
          aria-label={t("stageLabel")}
          label=""
          choices={openStages.map((value) => ({ value, label: t(`stages.${value}`) }))}
          defaultValue={entry.stage}
        />
        <SubmitButton size="xs" variant="default">
          {t("shortlist.move")}
        </SubmitButton>
      </ActionForm>
      <fetcher.Form method="post" className={classes.voteButtons}>
        {hidden}
        <input type="hidden" name="intent" value="move" />
        <ActionIcon
          type="submit"
          name="position"
          value={place - 1}
          disabled={place === 0}
          variant="default"
          aria-label={t("shortlist.up", { name: entry.company.name })}
        >
          <IconArrowUp size={15} />
        </ActionIcon>
        <ActionIcon
          type="submit"
          name="position"
          value={place + 1}
          disabled={last}
          variant="default"
          aria-label={t("shortlist.down", { name: entry.company.name })}
        >
          <IconArrowDown size={15} />
        </ActionIcon>
      </fetcher.Form>
      <details className={classes.panel} name="entry-panel">
        <summary>
          <IconBan size={15} aria-hidden /> {t("actions.pass")}
        </summary>
        <div className={classes.panelBody}>
          <ActionForm intent="pass" fetcher={fetcher} label={t("actions.passOn", { name: entry.company.name })}>
            {hidden}
            <PassFields />
            <SubmitButton size="xs">{t("actions.pass")}</SubmitButton>
          </ActionForm>
        </div>
      </details>
      <fetcher.Form method="post">
        {hidden}
        <Button type="submit" name="intent" value="remove" variant="subtle" size="xs">
          {t("shortlist.remove")}
        </Button>
      </fetcher.Form>
    </div>
  );
}
