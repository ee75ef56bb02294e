import { redirect } from "react-router";
import { useTranslations } from "use-intl";
import { listColleagues, listUnits } from "#contexts/identity/index.ts";
import { formObject, parse } from "#platform/parse.ts";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { attachNeedFile, listNeedFiles, removeNeedFile } from "../attachments.ts";
import { changeNeedState, shareNeed } from "../commands.ts";
import { getNeed } from "../queries.ts";
import { needReaders, stateMove } from "../schema.ts";
import type { Route } from "./+types/overview";
import { AudiencePreview } from "./audience-preview.tsx";
import { QualityPanel } from "./form/quality-panel.tsx";
import classes from "./needs.module.css";
import { NeedFacts } from "./overview/need-facts.tsx";
import { NeedFiles } from "./overview/need-files.tsx";
import { NeedTexts } from "./overview/need-texts.tsx";
import { NextSteps } from "./overview/next-steps.tsx";
import { Readers } from "./overview/readers.tsx";
import { RequirementList } from "./overview/requirement-list.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const need = await getNeed(ctx, params.needId);
      const colleagues = need.can.share ? await listColleagues(ctx) : [];
      return {
        need,
        files: await listNeedFiles(ctx, params.needId),
        people: [...new Map(colleagues.map(({ id, name }) => [id, { value: id, label: name }])).values()],
        units: need.can.share ? (await listUnits(ctx)).map(({ id, name }) => ({ value: id, label: name })) : [],
      };
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const { needId } = params;
  return submission(
    ctx,
    async () => {
      switch (form.get("intent")) {
        case "share":
          await shareNeed(ctx, needId, parse(needReaders, { personIds: [], unitIds: [], ...formObject(form) }));
          return redirectWithNotice(ctx, `/needs/${needId}`, { messageKey: "needs.notices.shared" });
        case "attach": {
          const file = form.get("file");
          const upload = file instanceof File ? { name: file.name, content: file.stream() } : { name: "", content: null };
          await attachNeedFile(ctx, needId, upload);
          return redirect(`/needs/${needId}`);
        }
        case "detach":
          await removeNeedFile(ctx, needId, String(form.get("fileId")));
          return redirect(`/needs/${needId}`);
        default:
          await changeNeedState(ctx, needId, parse(stateMove, formObject(form)));
          return redirectWithNotice(ctx, `/needs/${needId}`, { messageKey: "needs.notices.moved" });
      }
    },
    form,
  );
}

export default function Overview({ loaderData: { need, files, people, units } }: Route.ComponentProps) {
  const t = useTranslations("needs");
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <NeedTexts need={need} />
        <RequirementList requirements={need.requirements} lang={need.lang} />
        <NeedFiles need={need} files={files} />
      </div>
      <aside className={classes.side} aria-label={t("overview.aside")}>
        <NextSteps need={need} />
        <Section title={t("quality.title")} order={2}>
          <QualityPanel quality={need.quality} />
        </Section>
        <NeedFacts need={need} />
        <Section title={t("audience.title")} order={2}>
          <AudiencePreview visibility={need.visibility} teaser={need.teaser} />
        </Section>
        <Readers need={need} people={people} units={units} />
      </aside>
    </div>
  );
}
