import { Button } from "@mantine/core";
import { IconChevronDown, IconEye, IconFile, IconRefresh } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import { FactList } from "#ui/fact-list.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import type { ItemView, ReadinessView } from "../../readiness-views.ts";
import { ItemForms } from "./item-forms.tsx";
import { StandingBadge, useDetailFacts } from "./labels.tsx";
import classes from "./readiness.module.css";

interface ItemCardProps {
  item: ItemView;
  lane: ReadinessView;
  isOpen: boolean;
  /** What the document says in full, right after it was asked for. */
  shown: Record<string, string> | null;
}

/** One item: how it stands and whose turn it is; opened, what was given and what the reader can do. */
export function ItemCard({ item, lane, isOpen, shown }: ItemCardProps) {
  const t = useTranslations("readiness");
  const isMine = item.turn !== null && item.turn === lane.side;
  return (
    <li id={item.kind} className={classes.item} data-mine={isMine || undefined}>
      <FormDisclosure intent={(refused) => refused.endsWith(`:${item.kind}`)} open={isOpen}>
        <summary>
          <span className={classes.itemName}>
            <strong>{t(`kind.${item.kind}`)}</strong>
            <span className={classes.itemWhy}>{t(`why.${item.kind}`)}</span>
          </span>
          <StandingBadge standing={item.standing} isRunningOut={item.isRunningOut} />
          <Turn item={item} lane={lane} />
          <IconChevronDown className={classes.chevron} size={18} aria-hidden />
        </summary>
        <div className={classes.itemBody}>
          {item.returnReason && (
            <p className={classes.reason} data-quiet={item.standing === "notNeeded" || undefined}>
              <strong>{t(item.standing === "notNeeded" ? "item.notNeededBecause" : "item.returnedBecause")}</strong>{" "}
              {item.returnReason}
            </p>
          )}
          {item.offer && item.can.provide && <Offer item={item} />}
          <Given item={item} shown={shown} />
          <ItemForms item={item} lane={lane} />
        </div>
      </FormDisclosure>
    </li>
  );
}

function Turn({ item, lane }: { item: ItemView; lane: ReadinessView }) {
  const t = useTranslations("readiness");
  if (item.turn === null)
    return (
      <span className={classes.turn}>
        {item.standing === "blocked"
          ? t("item.waitsFor", { items: item.after.map((kind) => t(`kind.${kind}`)).join(", ") })
          : item.validUntil && item.standing === "accepted"
            ? t.rich("item.validUntil", { day: () => <DateText value={item.validUntil} /> })
            : ""}
      </span>
    );
  const name = item.turn === "host" ? item.hostPersonName : item.startupPersonName;
  return (
    <span className={classes.turn} data-late={item.isOverdue || undefined}>
      <strong>{item.turn === lane.side ? t("side.own") : t(`side.${item.turn}`)}</strong>
      {name && ` · ${name}`}
      <br />
      {t.rich(item.isOverdue ? "item.late" : "item.until", { day: () => <DateText value={item.dueOn} /> })}
    </span>
  );
}

function Offer({ item }: { item: ItemView }) {
  const t = useTranslations("readiness");
  return (
    <ActionForm intent={`reuse:${item.kind}`} className={classes.offer}>
      <p>
        {t.rich(item.offer!.validUntil ? "item.offerUntil" : "item.offer", {
          given: () => <DateText value={item.offer!.givenAt} />,
          until: () => <DateText value={item.offer!.validUntil} />,
        })}
      </p>
      <SubmitButton leftSection={<IconRefresh size={16} aria-hidden />}>{t("item.reuse")}</SubmitButton>
    </ActionForm>
  );
}

function Given({ item, shown }: { item: ItemView; shown: Record<string, string> | null }) {
  const t = useTranslations("readiness");
  const facts = useDetailFacts();
  const { document } = item;
  const people = [
    {
      label: t("item.owners"),
      value: t("item.bothOwners", { host: item.hostPersonName || "–", startup: item.startupPersonName || "–" }),
    },
    { label: t("item.days"), value: t("item.bothDays", { startup: item.startupDays, host: item.hostDays }) },
  ];
  if (document === null) return <FactList facts={people} />;
  return (
    <>
      <FactList
        facts={[
          ...facts(item.kind, shown ?? item.details),
          ...(item.validUntil ? [{ label: t("form.validUntil"), value: <DateText value={item.validUntil} /> }] : []),
          {
            label: t("item.given"),
            value: (
              <>
                {document.givenByName} · <RelativeTime value={document.givenAt} />
                {item.isReused && ` · ${t("item.isReused")}`}
              </>
            ),
          },
          ...(document.file ? [{ label: t("form.file"), value: <DocumentFile id={document.id} file={document.file} /> }] : []),
          ...people,
        ]}
      />
      {item.can.show && !shown && (
        <ActionForm intent={`show:${item.kind}`}>
          <input type="hidden" name="documentId" value={document.id} />
          <Button type="submit" variant="default" size="xs" leftSection={<IconEye size={15} aria-hidden />}>
            {t("item.show")}
          </Button>
        </ActionForm>
      )}
      {shown && <p className={classes.quiet}>{t("item.shown")}</p>}
    </>
  );
}

export function DocumentFile({ id, file }: { id: string; file: { name: string; scanState: string } }) {
  const t = useTranslations("readiness");
  if (file.scanState === "infected") return <>{t("item.infected", { name: file.name })}</>;
  return (
    <Link to={`/documents/${id}/file`} reloadDocument className={classes.file}>
      <IconFile size={16} aria-hidden />
      <bdi>{file.name}</bdi>
    </Link>
  );
}
