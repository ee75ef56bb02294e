import { VisuallyHidden } from "@mantine/core";
import { IconMoodEmpty, IconMoodSad, IconMoodSmile } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import { ActionForm, useIsBusy } from "#ui/form/action-form.tsx";
import { TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { sides } from "../../readiness.ts";
import { moods } from "../../running-schema.ts";
import type { PulseWeek, RunningView } from "../../running-views.ts";
import classes from "./running.module.css";

const icons = { good: IconMoodSmile, mixed: IconMoodEmpty, bad: IconMoodSad };

/** How this week went, in one click, and the weeks before side by side. */
export function Pulse({ running: { pulse, side, can } }: { running: RunningView }) {
  const t = useTranslations("evaluation.pulse");
  const own = side ? pulse.at(-1)?.[side] : null;
  if (pulse.length === 0 && !can.feel) return null;
  return (
    <Section title={t("title")} hint={can.feel ? (own ? t("given") : t("hint")) : undefined}>
      {can.feel && (
        <ActionForm intent="pulse" label={t("title")}>
          <Moods chosen={own?.mood} />
          <TextField name="comment" label={t("comment")} maxLength={500} defaultValue={own?.comment} mt="sm" />
        </ActionForm>
      )}
      {pulse.length > 0 && <Weeks pulse={pulse} />}
    </Section>
  );
}

function Moods({ chosen }: { chosen: string | undefined }) {
  const t = useTranslations("evaluation.moods");
  const isBusy = useIsBusy();
  return (
    <div className={classes.moods}>
      {moods.map((mood) => {
        const Icon = icons[mood];
        return (
          <button
            key={mood}
            type="submit"
            name="mood"
            value={mood}
            data-mood={mood}
            aria-pressed={mood === chosen}
            disabled={isBusy}
          >
            <Icon size={26} stroke={1.6} aria-hidden />
            {t(mood)}
          </button>
        );
      })}
    </div>
  );
}

function Weeks({ pulse }: { pulse: PulseWeek[] }) {
  const t = useTranslations("evaluation");
  const date = useDateText();
  const comments = pulse
    .toReversed()
    .flatMap((week) => sides.map((side) => ({ week, side, said: week[side] })))
    .filter(({ said }) => said?.comment);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard. */}
      <div className={classes.strip} tabIndex={0} role="region" aria-label={t("pulse.weeks")}>
        <table>
          <caption>
            <VisuallyHidden>{t("pulse.weeks")}</VisuallyHidden>
          </caption>
          <tbody>
            {sides.map((side) => (
              <tr key={side}>
                <th scope="row">{t(`sides.${side}`)}</th>
                {pulse.map((week) => (
                  <Mood key={week.weekOn} week={week} said={week[side]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {comments.length > 0 && (
        <ul className={classes.comments}>
          {comments.slice(0, 4).map(({ week, side, said }) => (
            <li key={`${week.weekOn} ${side}`}>
              <q>{said!.comment}</q>{" "}
              <span className={classes.quiet}>
                {said!.personName || t(`sides.${side}`)}, {date(week.weekOn)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Mood({ week, said }: { week: PulseWeek; said: PulseWeek["host"] }) {
  const t = useTranslations("evaluation");
  const date = useDateText();
  const Icon = said ? icons[said.mood] : null;
  const words = `${date(week.weekOn)}: ${said ? t(`moods.${said.mood}`) : t("pulse.silent")}`;
  return (
    <td title={words}>
      <span data-mood={said?.mood ?? "none"}>{Icon && <Icon size={17} stroke={1.8} aria-hidden />}</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </td>
  );
}
