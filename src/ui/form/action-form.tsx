import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { createContext, type FormEventHandler, type ReactNode, type Ref, use, useEffect, useRef } from "react";
import { type FetcherWithComponents, Form, useActionData, useNavigation } from "react-router";
import { errorOf, isRefusal, type Refusal } from "./refusal.ts";

interface FormState {
  refusal: Refusal | null;
  isBusy: boolean;
}

const FormStateContext = createContext<FormState>({ refusal: null, isBusy: false });

/** For fields: what the last submission of the form around them said. */
export function useField(name: string): { error: string | undefined; kept: string | string[] | undefined } {
  const { refusal } = use(FormStateContext);
  return { error: errorOf(refusal, name), kept: refusal?.values[name] };
}

/** What was said of every field whose name begins so; for lists of lines without a field each. */
export function useFieldsOf(prefix: string): Record<string, string> {
  const { refusal } = use(FormStateContext);
  return Object.fromEntries(Object.entries(refusal?.fieldErrors ?? {}).filter(([name]) => name.startsWith(prefix)));
}

/** What was sent last of the fields whose names begin so, where it was refused. */
export function useKeptOf(prefix: string): Record<string, string> {
  const { refusal } = use(FormStateContext);
  const kept = Object.entries(refusal?.values ?? {}).filter(
    ([name, value]) => name.startsWith(prefix) && typeof value === "string",
  );
  return Object.fromEntries(kept.map(([name, value]) => [name.slice(prefix.length), value as string]));
}

/** The intent of the form that was refused last on this page. */
export function useRefusedIntent(): string | null {
  const answer = useActionData() as unknown;
  return isRefusal(answer) && typeof answer.values.intent === "string" ? answer.values.intent : null;
}

export const useIsBusy = (): boolean => use(FormStateContext).isBusy;

interface ActionFormProps {
  /** Value of the `intent` field; with several forms on a page each shows only its own mistakes. */
  intent?: string;
  action?: string;
  /** Submits without leaving the page. */
  fetcher?: FetcherWithComponents<unknown>;
  /** With files in it. */
  multipart?: boolean;
  id?: string;
  label?: string;
  className?: string;
  onSubmit?: FormEventHandler<HTMLFormElement>;
  children: ReactNode;
}

/**
 * A form whose action answers through `submission` (src/web/respond.ts): the sentence for the whole form above, each field's own
 * beside it, what was typed kept, focus on the first mistake. Works without JavaScript.
 */
export function ActionForm({ intent, action, fetcher, multipart, id, label, className, onSubmit, children }: ActionFormProps) {
  const formRef = useRef<HTMLFormElement>(null);
  const refusal = useRefusal(intent, fetcher);
  const isBusy = useIsSubmitting(intent, fetcher);
  useFocusOnFirstMistake(formRef, refusal);
  const FormElement = fetcher ? fetcher.Form : Form;
  return (
    <FormElement
      method="post"
      ref={formRef as Ref<HTMLFormElement>}
      action={action}
      encType={multipart ? "multipart/form-data" : undefined}
      id={id}
      aria-label={label}
      className={className}
      onSubmit={onSubmit}
      noValidate={false}
    >
      {intent && <input type="hidden" name="intent" value={intent} />}
      <FormStateContext value={{ refusal, isBusy }}>
        {refusal && (
          <Alert
            color="red"
            variant="light"
            mb="md"
            role="alert"
            tabIndex={-1}
            icon={<IconAlertCircle size={18} />}
            data-form-error
          >
            {refusal.formError}
          </Alert>
        )}
        {children}
      </FormStateContext>
    </FormElement>
  );
}

function useRefusal(intent: string | undefined, fetcher: FetcherWithComponents<unknown> | undefined): Refusal | null {
  const actionData = useActionData() as unknown;
  const answer = fetcher ? fetcher.data : actionData;
  if (!isRefusal(answer)) return null;
  return intent === undefined || answer.values.intent === undefined || answer.values.intent === intent ? answer : null;
}

function useIsSubmitting(intent: string | undefined, fetcher: FetcherWithComponents<unknown> | undefined): boolean {
  const navigation = useNavigation();
  const { state, formData } = fetcher ?? navigation;
  return state !== "idle" && formData !== undefined && (intent === undefined || formData.get("intent") === intent);
}

function useFocusOnFirstMistake(formRef: React.RefObject<HTMLFormElement | null>, refusal: Refusal | null): void {
  useEffect(() => {
    if (!refusal) return;
    const form = formRef.current;
    const target =
      form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector<HTMLElement>("[data-form-error]");
    target?.focus();
  }, [formRef, refusal]);
}
