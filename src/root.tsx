import "@fontsource-variable/inter/index.css";
import "#ui/base.css";
import "#ui/mantine-styles.ts";
import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from "@mantine/core";
import { use } from "react";
import {
  Links,
  Meta,
  type MiddlewareFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useRouteLoaderData,
} from "react-router";
import { IntlProvider, useLocale } from "use-intl";
import { getBase } from "#contexts/identity/index.ts";
import { Notices } from "#ui/live/notices.tsx";
import { NonceContext } from "#ui/nonce.ts";
import { NavigationProgress } from "#ui/shell/navigation-progress.tsx";
import { RouteAnnouncer } from "#ui/shell/route-announcer.tsx";
import { cssVariables, theme } from "#ui/theme.ts";
import type { Route } from "./+types/root.ts";
import { ctxOf, refusalKey } from "./web/context.ts";
import { page } from "./web/respond.ts";

export { RootErrorBoundary as ErrorBoundary } from "#web/root-error-boundary.tsx";

const throwRefusal: MiddlewareFunction<Response> = ({ context }, next) => {
  const refusal = context.get(refusalKey);
  return refusal ? page(ctxOf(context), () => Promise.reject(refusal)) : next();
};

export const middleware = [throwRefusal];

/** What every page knows: which base this is and what time it is there. */
export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const base = await getBase(ctx);
  return {
    baseName: base?.name ?? null,
    isDemo: base?.mode === "demo",
    timeZone: base?.timeZone ?? "Asia/Shanghai",
    currency: base?.currency ?? "CNY",
    now: ctx.now(),
  };
}

export function shouldRevalidate({ formMethod, formAction }: ShouldRevalidateFunctionArgs): boolean {
  return formMethod !== undefined && formMethod !== "GET" && /administration|welcome|sign/.test(formAction ?? "");
}

export function Layout({ children }: { children: React.ReactNode }) {
  const nonce = use(NonceContext);
  const locale = useLocale();
  const root = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#0b2c43" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/site.webmanifest" />
        <Meta />
        <Links />
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
      </head>
      <body>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
          <IntlProvider locale={locale} timeZone={root?.timeZone ?? "UTC"} now={root?.now}>
            <NavigationProgress />
            {children}
            <Notices />
            <RouteAnnouncer />
          </IntlProvider>
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}
