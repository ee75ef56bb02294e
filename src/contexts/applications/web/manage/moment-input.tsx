import { TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTimeZone } from "use-intl";
import { instantOf, wallTimeOf } from "./base-zone.ts";

interface MomentInputProps {
  label: ReactNode;
  description?: ReactNode;
  value: string | null;
  onChange(value: string | null): void;
  error?: string;
}

/** A day and a time by the clock of the base. */
export function MomentInput({ value, onChange, ...props }: MomentInputProps) {
  const timeZone = useTimeZone() ?? "UTC";
  const shown = wallTimeOf(value, timeZone);
  // What is half typed is no moment yet and stays as it is.
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  return (
    <TextInput
      type="datetime-local"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(instantOf(event.currentTarget.value, timeZone));
      }}
      {...props}
    />
  );
}
