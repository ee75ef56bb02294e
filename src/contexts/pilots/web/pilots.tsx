import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { listPilots } from "../queries/list-pilots.ts";
import type { Route } from "./+types/pilots";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ pilots: await listPilots(ctx) }), request);
}

export default function Pilots({ loaderData: { pilots } }: Route.ComponentProps) {
  const t = useTranslations("pilots");
  return (
    <>
      <PageHeader title={t("list.title")} lead={t("list.lead")} />
      <ul>
        {pilots.map(({ id, title }) => (
          <li key={id}>
            <Link to={`/pilots/${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
