import type { ReactNode } from "react";
import { SkipLink } from "#ui/shell/skip-link.tsx";
import { Rail } from "./rail.tsx";
import classes from "./shell.module.css";
import type { Shell } from "./shell.ts";
import { ShellShortcuts } from "./shell-shortcuts.tsx";
import { TopBar } from "./top-bar.tsx";

/** The navigation and the bar around whatever a seat looks at. */
export function ShellFrame({ shell, children }: { shell: Shell; children: ReactNode }) {
  return (
    <div className={classes.frame}>
      <SkipLink />
      <Rail shell={shell} />
      <div className={classes.column}>
        <ShellShortcuts shell={shell}>
          <TopBar shell={shell} />
        </ShellShortcuts>
        <main id="content" tabIndex={-1} className={classes.content}>
          {children}
        </main>
      </div>
    </div>
  );
}
