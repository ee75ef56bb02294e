import { createContext, lazy, type ReactNode, Suspense, use, useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useTranslations } from "use-intl";
import { useShortcuts } from "#ui/shell/shortcuts.ts";
import { NavigationIcon } from "./navigation-icons.tsx";
import type { Shell } from "./shell.ts";

const CommandPalette = lazy(() => import("#ui/shell/command-palette.tsx"));
const KeyboardHelp = lazy(() => import("#ui/shell/keyboard-help.tsx"));

interface ShellCommands {
  openPalette: () => void;
  openHelp: () => void;
}

const ShellCommandsContext = createContext<ShellCommands>({ openPalette: () => {}, openHelp: () => {} });
export const useShellCommands = (): ShellCommands => use(ShellCommandsContext);

/** The keys that work on every page, and what they open; palette and help are loaded when first asked for. */
export function ShellShortcuts({ shell, children }: { shell: Shell; children: ReactNode }) {
  const t = useTranslations("shell.navigation.items");
  const navigate = useNavigate();
  const [opened, setOpened] = useState<"palette" | "help" | null>(null);
  const [wanted, setWanted] = useState({ palette: false, help: false });
  const open = (what: "palette" | "help") => {
    setWanted((before) => ({ ...before, [what]: true }));
    setOpened(what);
  };
  const items = shell.navigation.flatMap((group) => group.items);
  const goTo = (to: string) => () => items.some((item) => item.to === to) && navigate(to);
  useShortcuts({
    "?": () => open("help"),
    "/": focusSearch,
    "g h": goTo("/"),
    "g n": goTo("/needs"),
    "g c": goTo("/companies"),
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setWanted((before) => ({ ...before, palette: true }));
      setOpened("palette");
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const pages = items.map((item) => ({ label: t(item.id), to: item.to, icon: <NavigationIcon id={item.id} size={17} /> }));
  const close = () => setOpened(null);
  return (
    <ShellCommandsContext value={{ openPalette: () => open("palette"), openHelp: () => open("help") }}>
      {children}
      <Suspense>
        {wanted.palette && (
          <CommandPalette pages={pages} searchPath="/search.json" opened={opened === "palette"} onClose={close} />
        )}
        {wanted.help && <KeyboardHelp opened={opened === "help"} onClose={close} />}
      </Suspense>
    </ShellCommandsContext>
  );
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>("input[data-search]")?.focus();
}
