import { Kbd, Modal } from "@mantine/core";
import { Fragment } from "react";
import { useTranslations } from "use-intl";
import classes from "./shell.module.css";

const shortcuts = [
  ["palette", ["Ctrl", "K"]],
  ["search", ["/"]],
  ["next", ["J"]],
  ["previous", ["K"]],
  ["open", ["↵"]],
  ["select", ["X"]],
  ["goHome", ["G", "H"]],
  ["goNeeds", ["G", "N"]],
  ["goCompanies", ["G", "C"]],
  ["help", ["?"]],
] as const;

/** What the keyboard can do. */
export default function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTranslations("ui.keys");
  return (
    <Modal opened={opened} onClose={onClose} title={t("title")} closeButtonProps={{ "aria-label": t("close") }}>
      <dl className={classes.keys}>
        {shortcuts.map(([name, keys]) => (
          <Fragment key={name}>
            <dt>{t(name)}</dt>
            <dd>
              {keys.map((key) => (
                <Fragment key={key}>
                  <Kbd>{key}</Kbd>{" "}
                </Fragment>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
