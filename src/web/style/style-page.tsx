import { Button } from "@mantine/core";
import { IconBuildingFactory2, IconMailForward, IconPhone, IconPlus, IconRefresh, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useLoaderData } from "react-router";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { BridgeDrawing } from "#ui/bridge.tsx";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { FactList } from "#ui/fact-list.tsx";
import { FitBar } from "#ui/fit-bar.tsx";
import { LanguageText } from "#ui/language-text.tsx";
import { LinkTabs } from "#ui/link-tabs.tsx";
import { showNotice } from "#ui/live/notices.tsx";
import { ProgressPanel } from "#ui/live/progress-panel.tsx";
import { Money } from "#ui/money.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { LocaleSwitch } from "#ui/shell/locale-switch.tsx";
import { ThemeToggle } from "#ui/shell/theme-toggle.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import { Timeline } from "#ui/timeline.tsx";
import { ctxOf } from "../context.ts";
import { page, submission } from "../respond.ts";
import { submittedForm } from "../submitted-form.ts";
import type { Route } from "./+types/style-page.ts";
import { sampleChinese, sampleCompanies, sampleSpans, sampleText } from "./sample.ts";
import { sampleNeed } from "./sample-need.ts";
import classes from "./style.module.css";
import { StyleForms } from "./style-forms.tsx";
import { StyleLists } from "./style-lists.tsx";

/** Outside production for everybody, in production for administrators. */
export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => {
    if (process.env.NODE_ENV === "production" && ctx.actor.role !== "administrator") throw notFound();
    return { companies: sampleCompanies };
  });
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await submittedForm(ctxOf(context), request);
  return submission(ctxOf(context), async () => ({ ok: true as const, need: parse(sampleNeed, formObject(form)) }), form);
}

const tones: Tone[] = ["accent", "info", "good", "warn", "bad", "idle"];

/** Every shared piece with content, to look at while changing one. */
export default function StylePage() {
  const { companies } = useLoaderData<typeof loader>();
  return (
    <main className={classes.page} id="content">
      <div className={classes.switches}>
        <LocaleSwitch row />
        <ThemeToggle />
      </div>
      <PageHeader
        title="灵动能源 Lingdong Power"
        crumbs={[{ label: "Companies", to: "/companies" }]}
        badge={<StateBadge tone="accent">Your turn</StateBadge>}
        lead="Reads the health of traction batteries through the car's own charger, in minutes instead of days."
        meta={
          <>
            <span>Shanghai, China</span>
            <span>Battery management</span>
            <span>
              seen <RelativeTime value="2026-11-18T08:00:00Z" />
            </span>
          </>
        }
        actions={
          <>
            <Button variant="default" leftSection={<IconPhone size={16} />}>
              Log contact
            </Button>
            <Button leftSection={<IconPlus size={16} />}>Shortlist</Button>
          </>
        }
      />
      <LinkTabs
        label="Parts of the company"
        tabs={[
          { label: "Overview", to: "/style", end: true },
          { label: "Contacts", to: "/style/contacts", count: 12 },
          { label: "Needs", to: "/style/needs", count: 3 },
          { label: "Files", to: "/style/files", count: 0 },
          { label: "History", to: "/style/history" },
        ]}
      />
      <StyleLists companies={companies} />
      <div className={classes.columns}>
        <Profile />
        <History />
      </div>
      <Live />
      <StyleForms />
      <BridgeDrawing className={classes.bridge} />
    </main>
  );
}

function Profile() {
  return (
    <Section title="Profile" hint="As the company tells it, checked against two sources.">
      <LanguageText
        original={{ language: "zh-CN", text: sampleChinese }}
        translation={{ language: "en", text: sampleText, spans: sampleSpans, isStale: true }}
      />
      <div className={classes.gap}>
        <FactList
          facts={[
            { label: "Founded", value: <DateText value="2019-04-01" long /> },
            { label: "Last round", value: <Money fen={4_800_000_000} /> },
            { label: "People", value: null },
            { label: "Fit", value: <SampleFit /> },
          ]}
        />
      </div>
      <div className={classes.row}>
        {tones.map((tone) => (
          <StateBadge key={tone} tone={tone}>
            {tone}
          </StateBadge>
        ))}
      </div>
    </Section>
  );
}

function SampleFit() {
  const parts = [
    { label: "Words", value: 0.38 },
    { label: "Concepts", value: 0.31 },
    { label: "Requirements", value: 0.18 },
  ];
  return <FitBar score={0.87} parts={parts} legend />;
}

function History() {
  return (
    <Section title="History">
      <Timeline
        entries={[
          {
            id: "1",
            icon: <IconPhone size={15} />,
            tone: "info",
            title: "Call about the diagnostics pilot",
            by: "Wei Lin",
            at: "2026-11-20T03:00:00Z",
            body: "They can measure at 11 kW; the rig in Shenyang is free from January.",
          },
          {
            id: "2",
            icon: <IconX size={15} />,
            tone: "bad",
            title: "Passed for “Second life packs”: too early",
            by: "Jonas Ernst",
            at: "2026-07-02T03:00:00Z",
            body: "Re-check after the next round.",
          },
          {
            id: "3",
            icon: <IconMailForward size={15} />,
            title: "Imported from mobility-2026.csv",
            by: "System",
            at: "2026-03-02T03:00:00Z",
          },
        ]}
      />
    </Section>
  );
}

function Live() {
  const [count, setCount] = useState(1);
  const notify = () => {
    setCount(count + 1);
    showNotice({ message: `Passed on Lingdong Power (${count})`, undo: { action: "/style", fields: { intent: "undo" } } });
  };
  return (
    <div className={classes.columns}>
      <ProgressPanel
        title="Importing mobility-2026.csv"
        state={{ tone: "info", label: "Running" }}
        isRunning={false}
        done={4210}
        total={6012}
        figures={[
          { label: "New", value: 3990 },
          { label: "Changed", value: 201 },
          { label: "Rejected", value: 19 },
        ]}
        actions={
          <Button variant="default" size="xs">
            Cancel
          </Button>
        }
      />
      <Section>
        <EmptyState
          icon={<IconBuildingFactory2 size={26} />}
          title="No companies yet"
          text="Import a sheet you already keep, or add the first company by hand. Duplicates are found as you go."
          action={
            <>
              <Button>Import companies</Button>
              <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={notify}>
                Show a notice
              </Button>
            </>
          }
        />
      </Section>
    </div>
  );
}
