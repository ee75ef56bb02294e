import type { CompanyBrief } from "../views.ts";
import classes from "./companies.module.css";

type Named = Pick<CompanyBrief, "name" | "legalName" | "otherNames">;

/** The name, with the one in the other script beside it: who knows a firm by 灵动电源 finds it under Lingdong Power. */
export function CompanyName({ company }: { company: Named }) {
  const native = nameInOtherScript(company);
  return (
    <span>
      {company.name}
      {native && (
        <span className={classes.nativeName} lang={hasHan(native) ? "zh" : undefined}>
          {native}
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
