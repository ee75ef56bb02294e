import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { getPilot } from "../queries/get-pilot.ts";
import type { Route } from "./+types/overview";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ pilot: await getPilot(ctx, params.pilotId) }), request);
}

export default function Overview({ loaderData: { pilot } }: Route.ComponentProps) {
  const t = useTranslations("pilots");
  return (
    <Section title={t("scope.title")} order={2}>
      <Text>{pilot.scope}</Text>
    </Section>
  );
}
