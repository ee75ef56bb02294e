import { redirect } from "react-router";
import {
  changeView,
  newSavedView,
  removeView,
  type SavedView,
  savedViewChange,
  saveView,
  type ViewedList,
} from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import { formObject, parse } from "#platform/parse.ts";

/** Steps of the menu of saved views (src/ui/list/saved-views.tsx); null where the form is about something else. */
export async function takeViewStep(ctx: Context, list: ViewedList, form: FormData): Promise<Response | null> {
  const input: Record<string, unknown> = formObject(form);
  const to = `/${list}`;
  const id = String(input.viewId ?? "");
  switch (input.intent) {
    case "saveView": {
      const view = parse(newSavedView, { query: "", ...input, isDefault: input.isDefault === "true" });
      const saved = await saveView(ctx, list, view);
      return redirect(`${to}?${withView(view.query, saved.id)}`);
    }
    case "renameView":
      await changeView(ctx, list, id, parse(savedViewChange.required({ name: true }), { name: input.name }));
      return redirect(back(to, input));
    case "updateView": {
      const { query } = parse(savedViewChange.required({ query: true }), { query: String(input.query ?? "") });
      await changeView(ctx, list, id, { query });
      return redirect(`${to}?${withView(query, id)}`);
    }
    case "defaultView":
      await changeView(ctx, list, id, { isDefault: input.isDefault === "true" });
      return redirect(back(to, input));
    case "removeView":
      await removeView(ctx, list, id);
      return redirect(`${to}?saved=all`);
    default:
      return null;
  }
}

/** The address of a view; `saved` names it, so that clearing every filter does not lead back to the default one. */
const withView = (query: string, id: string): string => `${query}${query === "" ? "" : "&"}saved=${id}`;

const back = (to: string, { query }: Record<string, unknown>): string => `${to}?${String(query ?? "") || "saved=all"}`;

/** An address that asks for nothing opens with the view its reader wants there; whatever asks for something stays. */
export function leadToDefaultView(request: Request, list: ViewedList, views: readonly SavedView[]): void {
  const asked = [...new URL(request.url).searchParams.keys()].filter((name) => name !== "_routes");
  const view = views.find(({ isDefault }) => isDefault);
  if (asked.length === 0 && view) throw redirect(`/${list}?${withView(view.query, view.id)}`);
}
