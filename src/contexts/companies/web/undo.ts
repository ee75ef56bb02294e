import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { formObject, parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { noticed } from "#web/notice.ts";
import { submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { reopenSuggestion } from "../commands/decide-duplicate.ts";
import { setArchived } from "../commands/edit-company.ts";
import { undoMerge } from "../commands/merge-companies.ts";
import { removeContact, restoreContact } from "../commands/record-contact.ts";
import { restorePass, withdrawPass } from "../commands/record-pass.ts";
import { undoEdits, undoPasses } from "../commands/undo-edit.ts";
import { setCompanyFileRemoved } from "../files.ts";
import type { Route } from "./+types/undo";

const kinds = [
  "edit",
  "tags",
  "passes",
  "pass",
  "withdrawal",
  "contact",
  "contactRemoval",
  "file",
  "fileRemoval",
  "archival",
  "merge",
  "difference",
] as const;
const undoForm = z.object({ kind: z.enum(kinds), id: z.uuid(), companyId: z.uuid().optional() });

/** Takes back what a notice told of. */
export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      await undo(ctx, parse(undoForm, formObject(form)));
      return noticed(ctx, { ok: true }, { messageKey: "companies.notices.undone" });
    },
    form,
  );
}

function undo(ctx: Context, { kind, id, companyId = id }: z.output<typeof undoForm>): Promise<unknown> {
  switch (kind) {
    case "edit":
      return undoEdits(ctx, { editId: id });
    case "tags":
      return undoEdits(ctx, { batchId: id });
    case "passes":
      return undoPasses(ctx, id);
    case "pass":
      return withdrawPass(ctx, companyId, id);
    case "withdrawal":
      return restorePass(ctx, companyId, id);
    case "contact":
      return removeContact(ctx, companyId, id);
    case "contactRemoval":
      return restoreContact(ctx, companyId, id);
    case "file":
      return setCompanyFileRemoved(ctx, companyId, id, true);
    case "fileRemoval":
      return setCompanyFileRemoved(ctx, companyId, id, false);
    case "archival":
      return setArchived(ctx, id, false);
    case "merge":
      return undoMerge(ctx, id);
    case "difference":
      return reopenSuggestion(ctx, id);
  }
}
