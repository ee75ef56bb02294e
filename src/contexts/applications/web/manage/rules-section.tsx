import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import { type EligibilityKind, eligibilityKinds } from "../../eligibility.ts";
import classes from "./manage.module.css";
import { moved, replaced } from "./row-tools.tsx";
import { RuleCard } from "./rule-card.tsx";
import { newRule } from "./rules.ts";
import type { CallSectionProps } from "./section-props.ts";

interface RulesSectionProps extends CallSectionProps {
  calls: { id: string; title: string }[];
}

/** What keeps a firm out, asked before anybody writes. */
export function RulesSection({ doc, set, errors, calls }: RulesSectionProps) {
  const t = useTranslations("calls.rules");
  const add = (kind: EligibilityKind) => set("rules", [...doc.rules, newRule(kind)]);
  return (
    <Section title={t("title")} hint={t("hint")} id="rules">
      <ol className={classes.rows}>
        {doc.rules.map((rule, at) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            at={at}
            count={doc.rules.length}
            calls={calls}
            errors={errors}
            onChange={(next) => set("rules", replaced(doc.rules, at, next))}
            onMove={(to) => set("rules", moved(doc.rules, at, to))}
            onRemove={() => set("rules", doc.rules.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconPlus size={16} />} disabled={doc.rules.length >= 20}>
            {t("add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {eligibilityKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => add(kind)}>
              {t(`kind.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Section>
  );
}
