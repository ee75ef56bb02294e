import { IconEye, IconEyeOff, IconFileText } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { audiences, type Sight, sightOf, type Visibility } from "../sight.ts";
import classes from "./needs.module.css";

/** "What do they see": each audience with what of the need reaches it. */
export function AudiencePreview({ visibility, teaser }: { visibility: Visibility; teaser: string }) {
  const t = useTranslations("needs.audience");
  return (
    <dl className={classes.audiences}>
      {audiences.map((audience) => {
        const sight = sightOf(audience, visibility);
        return (
          <div key={audience}>
            <dt>{t(audience)}</dt>
            <dd data-sight={sight}>
              <SightIcon sight={sight} /> {t(`sight.${sight}`)}
              {sight === "teaser" && <blockquote dir="auto">{teaser || t("teaserEmpty")}</blockquote>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function SightIcon({ sight }: { sight: Sight }) {
  if (sight === "everything") return <IconEye size={16} aria-hidden />;
  return sight === "teaser" ? <IconFileText size={16} aria-hidden /> : <IconEyeOff size={16} aria-hidden />;
}
