import { Text, Title } from "@mantine/core";
import { Form } from "react-router";
import { useTranslations } from "use-intl";
import type { DemoPersonView } from "../queries/demo-people.ts";
import classes from "./demo-people.module.css";

/** The people of the demo base, each a button that signs in. */
export function DemoPeople({ people }: { people: DemoPersonView[] }) {
  const t = useTranslations("identity");
  return (
    <section aria-labelledby="demo-people">
      <Title order={1} id="demo-people">
        {t("signIn.demoTitle")}
      </Title>
      <Text c="dimmed" mt={4}>
        {t("signIn.demoLead")}
      </Text>
      <ul className={classes.people}>
        {people.map(({ personId, name, role, purpose, organisationName, unitName }) => (
          <li key={personId}>
            <Form method="post">
              <input type="hidden" name="intent" value="demo" />
              <button type="submit" name="personId" value={personId} className={classes.person}>
                <span className={classes.initial} aria-hidden>
                  {[...name][0]}
                </span>
                <span className={classes.lines}>
                  <span className={classes.name}>{name}</span>
                  <span className={classes.seat}>
                    {role ? `${t(`roles.${role}`)} · ${unitName ?? organisationName}` : t("demo.applies")}
                  </span>
                  <span className={classes.purpose}>{t(`demo.purposes.${purpose}`)}</span>
                </span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
