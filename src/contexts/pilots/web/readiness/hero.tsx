import { Button, Progress } from "@mantine/core";
import { IconCircleCheck, IconHourglassHigh, IconRefresh } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import type { ReadinessView } from "../../readiness-views.ts";
import classes from "./readiness.module.css";

/** The answer first: when an order can be sent, what holds it and whose turn that is. */
export function Hero({ lane }: { lane: ReadinessView }) {
  const t = useTranslations("readiness");
  const day = useDateText();
  const done = lane.items.filter(({ isDone }) => isDone).length;
  const isReady = lane.heldBy === null;
  const readyOn = t("hero.readyOn", { day: day(lane.readyOn, { long: true }) });
  return (
    <section className={classes.hero} data-ready={isReady || undefined} aria-label={t("hero.label")}>
      <span className={classes.heroIcon} aria-hidden>
        {isReady ? <IconCircleCheck size={28} /> : <IconHourglassHigh size={28} />}
      </span>
      <div className={classes.heroText}>
        <h2>{lane.isOrdered ? t(isReady ? "hero.ordered" : "hero.orderedOpen") : isReady ? t("hero.ready") : readyOn}</h2>
        <p>{isReady ? t(lane.isOrdered ? "hero.orderedHint" : "hero.readyHint") : <Holding lane={lane} />}</p>
        <div className={classes.heroProgress}>
          <Progress value={(100 * done) / lane.items.length} aria-label={t("hero.progress")} size="sm" />
          <span>{t("hero.done", { done, all: lane.items.length })}</span>
        </div>
      </div>
      <Shortcuts lane={lane} />
    </section>
  );
}

function Holding({ lane }: { lane: ReadinessView }) {
  const t = useTranslations("readiness");
  const day = useDateText();
  const item = lane.items.find(({ kind }) => kind === lane.heldBy)!;
  const values = { item: t(`kind.${item.kind}`), day: day(item.dueOn, { long: true }) };
  if (item.turn === null) return <>{t("hero.heldByOrder", values)}</>;
  const name = item.turn === "host" ? item.hostPersonName : item.startupPersonName;
  const whose = item.turn === lane.side ? "own" : item.turn;
  return (
    <>
      {t(item.isOverdue ? "hero.heldLate" : "hero.held", { ...values, whose, hasName: name ? "yes" : "no", name })}{" "}
      <a href={`?item=${item.kind}#${item.kind}`}>{t("hero.open")}</a>
    </>
  );
}

/** What is known from before goes with one click for all of it. */
function Shortcuts({ lane }: { lane: ReadinessView }) {
  const t = useTranslations("readiness");
  const offers = lane.items.filter(({ offer, can }) => offer !== null && can.provide);
  const known = lane.items.filter(({ wasAcceptedBefore, can }) => wasAcceptedBefore && can.judge);
  if (offers.length === 0 && known.length === 0) return null;
  const names = (items: typeof offers) => items.map(({ kind }) => t(`kind.${kind}`)).join(", ");
  return (
    <div className={classes.shortcuts}>
      {offers.length > 0 && (
        <ActionForm intent="reuseAll">
          <SubmitButton leftSection={<IconRefresh size={17} aria-hidden />}>
            {t("hero.reuseAll", { count: offers.length })}
          </SubmitButton>
          <small>{names(offers)}</small>
        </ActionForm>
      )}
      {known.length > 0 && (
        <ActionForm intent="acceptReused">
          <Button type="submit" leftSection={<IconCircleCheck size={17} aria-hidden />}>
            {t("hero.acceptReused", { count: known.length })}
          </Button>
          <small>{names(known)}</small>
        </ActionForm>
      )}
    </div>
  );
}
