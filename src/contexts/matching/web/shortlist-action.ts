import { newPass } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { noticed } from "#web/notice.ts";
import { entryChange, newNote, newVote } from "../schema.ts";
import * as commands from "../shortlist/commands.ts";

/** What the buttons of the list do; what takes something away ends with a notice that brings it back. */
export async function shortlistAction(ctx: Context, needId: string, form: FormData) {
  const input = formObject(form);
  const entryId = `${input.entryId ?? ""}`;
  const name = `${input.companyName ?? ""}`;
  const undo = (fields: Record<string, string>) => ({
    action: `/needs/${needId}/shortlist`,
    fields: { entryId, companyName: name, ...fields },
  });
  switch (input.intent) {
    case "move": {
      const { from } = await commands.moveEntry(ctx, needId, entryId, parse(entryChange, input));
      if (!input.stage || from === input.stage) return { ok: true };
      return noticed(
        ctx,
        { ok: true },
        { messageKey: "matching.notices.moved", values: { name }, undo: undo({ intent: "move", stage: from }) },
      );
    }
    case "pass":
      await commands.passEntry(ctx, needId, `${input.companyId ?? ""}`, parse(newPass, input));
      return noticed(
        ctx,
        { ok: true },
        { messageKey: "matching.notices.passed", values: { name }, undo: undo({ intent: "unpass" }) },
      );
    case "unpass":
      await commands.takePassBack(ctx, needId, entryId);
      return { ok: true };
    case "remove":
      await commands.removeEntry(ctx, needId, entryId);
      return noticed(
        ctx,
        { ok: true },
        { messageKey: "matching.notices.removed", values: { name }, undo: undo({ intent: "restore" }) },
      );
    case "restore":
      await commands.restoreEntry(ctx, needId, entryId);
      return { ok: true };
    case "vote":
      if (input.vote === "none") await commands.withdrawVote(ctx, needId, entryId);
      else await commands.vote(ctx, needId, entryId, parse(newVote, input));
      return { ok: true };
    case "note":
      await commands.addNote(ctx, needId, entryId, parse(newNote, input));
      return { ok: true };
    case "unnote":
      await commands.setNoteRemoved(ctx, needId, entryId, `${input.noteId}`, true);
      return noticed(
        ctx,
        { ok: true },
        { messageKey: "matching.notices.noteRemoved", undo: undo({ intent: "renote", noteId: `${input.noteId}` }) },
      );
    case "renote":
      await commands.setNoteRemoved(ctx, needId, entryId, `${input.noteId}`, false);
      return { ok: true };
    default:
      throw notFound();
  }
}
