import { Highlight } from "#ui/highlight.tsx";
import type { CompanyBrief } from "../views.ts";
import classes from "./companies.module.css";
import { typedSpans } from "./typed-spans.ts";

type Named = Pick<CompanyBrief, "name" | "legalName" | "otherNames">;

/** The name, with the one in the other script beside it: who knows a firm by 灵动电源 finds it under Lingdong Power. What was typed is marked. */
export function CompanyName({ company, typed = "" }: { company: Named; typed?: string }) {
  const native = nameInOtherScript(company);
  return (
    <span>
      <Highlight text={company.name} spans={typedSpans(company.name, typed)} />
      {native && (
        <span className={classes.nativeName} lang={hasHan(native) ? "zh" : undefined}>
          <Highlight text={native} spans={typedSpans(native, typed)} />
        </span>
      )}
    </span>
  );
}

function nameInOtherScript({ name, legalName, otherNames }: Named): string | null {
  const candidates = [...otherNames, ...(legalName ? [legalName] : [])];
  return candidates.find((other) => hasHan(other) !== hasHan(name)) ?? null;
}

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
