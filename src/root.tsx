import "@mantine/core/styles.css";
import "@mantine/spotlight/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/dropzone/styles.css";
import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from "@mantine/core";
import { use } from "react";
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "react-router";
import { useLocale } from "use-intl";
import { NonceContext } from "#ui/nonce.ts";
import { theme } from "#ui/theme.ts";

export { RootErrorBoundary as ErrorBoundary } from "#web/root-error-boundary.tsx";

export function Layout({ children }: { children: React.ReactNode }) {
  const nonce = use(NonceContext);
  const locale = useLocale();
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
      </head>
      <body>
        <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
          {children}
        </MantineProvider>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}
