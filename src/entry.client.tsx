import { setNonce } from "get-nonce";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { IntlProvider } from "use-intl";
import { loadCatalogue } from "#platform/i18n/catalogues.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { NonceContext } from "#ui/nonce.ts";

// Libraries that inject style tags (modals) must carry the page's nonce, else the Content-Security-Policy drops them.
const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
if (nonce) setNonce(nonce);

const locale = document.documentElement.lang as Locale;
const messages = await loadCatalogue(locale);

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <NonceContext value={nonce}>
        <IntlProvider locale={locale} messages={messages} timeZone="Asia/Shanghai">
          <HydratedRouter />
        </IntlProvider>
      </NonceContext>
    </StrictMode>,
  );
});
