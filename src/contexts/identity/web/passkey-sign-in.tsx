import { Button, Text } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useState, useSyncExternalStore } from "react";
import { useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { safeNext } from "#web/sign-in-href.ts";
import { canUsePasskeys, signInWithPasskey } from "./passkey.ts";

const unchanging = () => () => {};

/** Shown only where the browser knows passkeys. */
export function PasskeySignIn() {
  const t = useTranslations("identity.signIn");
  const [parameters] = useSearchParams();
  const [isBusy, setIsBusy] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const isPossible = useSyncExternalStore(unchanging, canUsePasskeys, () => false);
  if (!isPossible) return null;
  const signIn = async () => {
    setIsBusy(true);
    setHasFailed(false);
    try {
      if (await signInWithPasskey()) location.assign(safeNext(parameters.get("next")));
    } catch {
      setHasFailed(true);
    }
    setIsBusy(false);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFingerprint size={18} aria-hidden />}
        onClick={signIn}
        loading={isBusy}
        fullWidth
      >
        {t("passkey")}
      </Button>
      <Text size="sm" c="red.8" role="status">
        {hasFailed && t("passkeyFailed")}
      </Text>
    </>
  );
}
