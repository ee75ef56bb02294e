import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useIsBusy } from "./action-form.tsx";

type Props = ButtonProps & { name?: string; value?: string; form?: string; children: ReactNode };

/** Sends the form around it; shows that it is under way and cannot be pressed twice. */
export function SubmitButton({ children, ...props }: Props) {
  const isBusy = useIsBusy();
  return (
    <Button type="submit" loading={isBusy} {...props}>
      {children}
    </Button>
  );
}
