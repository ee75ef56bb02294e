import { Button } from "@mantine/core";
import { IconMinus, IconThumbDown, IconThumbUp } from "@tabler/icons-react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl";
import type { EntryView, ShortlistView } from "../../shortlist/views.ts";
import classes from "../matching.module.css";

const choices = [
  { vote: 1, key: "for", Icon: IconThumbUp },
  { vote: 0, key: "undecided", Icon: IconMinus },
  { vote: -1, key: "against", Icon: IconThumbDown },
] as const;

/** Who is for, undecided or against; the own vote is the pressed button, pressing it again takes it back. */
export function Votes({ entry, can }: { entry: EntryView; can: ShortlistView["can"] }) {
  const t = useTranslations("matching.votes");
  const fetcher = useFetcher();
  const { tally, votes, myVote } = entry;
  return (
    <div className={classes.votes}>
      {can.judge && (
        <fetcher.Form method="post" className={classes.voteButtons} aria-label={t("yours")}>
          <input type="hidden" name="entryId" value={entry.id} />
          <input type="hidden" name="comment" value={myVote?.comment ?? ""} />
          {choices.map(({ vote, key, Icon }) => {
            const isMine = myVote?.vote === vote;
            return (
              <span key={key}>
                <Button
                  type="submit"
                  name="vote"
                  value={isMine ? "none" : vote}
                  size="compact-sm"
                  variant={isMine ? "filled" : "default"}
                  aria-pressed={isMine}
                  leftSection={<Icon size={14} />}
                >
                  {t(key)}
                </Button>
              </span>
            );
          })}
          <input type="hidden" name="intent" value="vote" />
        </fetcher.Form>
      )}
      <p className={classes.tally}>
        {choices.map(({ key, Icon }) => {
          const count = { for: tally.yes, undecided: tally.maybe, against: tally.no }[key];
          return (
            <span key={key} title={t(key)}>
              <Icon size={14} role="img" aria-label={t(key)} /> {count}
            </span>
          );
        })}
      </p>
      <ul className={classes.notes}>
        {votes.map(({ person, vote, comment }) => (
          <li key={person.id}>
            <span className={classes.noteHead}>
              {person.name ?? "–"}: {t(choices.find((choice) => choice.vote === vote)!.key)}
            </span>
            {comment && <p>{comment}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
