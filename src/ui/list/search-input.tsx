import { CloseButton, Loader, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useNavigation, useNavigationType, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { mostTyped } from "#platform/most-typed.ts";

interface SearchInputProps {
  name?: string;
  label: string;
  placeholder?: string;
  /** Asks the form around it for the list. */
  onSearch: (form: HTMLFormElement, isTyping: boolean) => void;
}

const pauseMs = 150;

/** Searches as you type: a moment after the last key, and not while a Chinese or Japanese word is being composed. */
export function SearchInput({ name = "q", label, placeholder, onSearch }: SearchInputProps) {
  const t = useTranslations("ui.list");
  const [params] = useSearchParams();
  const navigation = useNavigation();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const fromAddress = params.get(name) ?? "";

  const [isCut, setCut] = useState(fromAddress.length >= mostTyped);
  const isBackOrForward = useNavigationType() === "POP";
  // What somebody is typing is never overwritten; going back shows what had been typed.
  useEffect(() => {
    if (input.current && (isBackOrForward || document.activeElement !== input.current)) input.current.value = fromAddress;
  }, [fromAddress, isBackOrForward]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const schedule = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (input.current?.form) onSearch(input.current.form, true);
    }, pauseMs);
  };
  const clear = () => {
    if (!input.current) return;
    input.current.value = "";
    input.current.focus();
    if (input.current.form) onSearch(input.current.form, false);
  };
  const isSearching =
    navigation.state === "loading" && new URLSearchParams(navigation.location.search).get(name) !== (fromAddress || null);
  return (
    <TextInput
      ref={input}
      type="search"
      name={name}
      aria-label={label}
      placeholder={placeholder ?? label}
      defaultValue={fromAddress}
      leftSection={isSearching ? <Loader size={14} aria-hidden /> : <IconSearch size={16} aria-hidden />}
      rightSection={fromAddress === "" ? undefined : <CloseButton size="sm" aria-label={t("clearSearch")} onClick={clear} />}
      autoComplete="off"
      maxLength={mostTyped}
      description={isCut ? t("searchCut", { most: mostTyped }) : undefined}
      inputWrapperOrder={["input", "description"]}
      data-search
      onInput={(event) => {
        setCut(event.currentTarget.value.length >= mostTyped);
        if (!(event.nativeEvent as InputEvent).isComposing) schedule();
      }}
      onCompositionEnd={schedule}
    />
  );
}
