import type { ComponentPropsWithoutRef } from "react";
import { useRefusedIntent } from "./action-form.tsx";

interface FormDisclosureProps extends ComponentPropsWithoutRef<"details"> {
  /** Intent of the form inside, or what tells those of several. */
  intent: string | ((intent: string) => boolean);
}

/** A form folded away until it is wanted; refused, it comes back open, also where the browser runs no script. */
export function FormDisclosure({ intent, open, ...details }: FormDisclosureProps) {
  const refused = useRefusedIntent();
  const isRefused = refused !== null && (typeof intent === "string" ? refused === intent : intent(refused));
  return <details {...details} open={open || isRefused || undefined} />;
}
