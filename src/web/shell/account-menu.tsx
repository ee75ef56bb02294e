import { Avatar, Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronDown, IconKeyboard, IconLogout, IconUserCircle } from "@tabler/icons-react";
import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl";
import { forgetLocalCopies } from "#ui/form/local-copy.ts";
import classes from "./shell.module.css";
import type { Shell } from "./shell.ts";
import { useShellCommands } from "./shell-shortcuts.tsx";

type Seat = Shell["seats"][number];

const signOutForm = "sign-out";
const seatForm = "choose-seat";

/** Who I am, in which seat, and the way to another seat, to the account and out. */
export function AccountMenu({ shell }: { shell: Shell }) {
  const t = useTranslations("shell.account");
  const { openHelp } = useShellCommands();
  const { pathname } = useLocation();
  const current = shell.seats.find((seat) => seat.isCurrent);
  return (
    <>
      <form id={signOutForm} method="post" action="/sign-out" onSubmit={forgetLocalCopies} />
      <form id={seatForm} method="post" action="/account/seat">
        <input type="hidden" name="next" value={pathname} />
      </form>
      <Menu width={300}>
        <Menu.Target>
          <UnstyledButton className={classes.account} title={t("label")}>
            <Avatar size={30} radius="xl" name={shell.personName} color="ink" variant="filled" aria-hidden />
            <span className={classes.accountName}>
              <span>{shell.personName}</span>
              {current && <SeatLine seat={current} />}
            </span>
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {shell.seats.length > 1 && <SeatItems seats={shell.seats} />}
          <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} />}>
            {t("account")}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openHelp} rightSection={<kbd>?</kbd>}>
            {t("keys")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item type="submit" form={signOutForm} leftSection={<IconLogout size={16} />} closeMenuOnClick={false}>
            {t("signOut")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** One person may hold several seats; the chosen one decides what is seen. A full page load follows, so nothing of the old seat stays. */
function SeatItems({ seats }: { seats: Seat[] }) {
  const t = useTranslations("shell.account");
  return (
    <>
      <Menu.Label>{t("seats")}</Menu.Label>
      {seats.map((seat) => (
        <Menu.Item
          key={seat.id}
          type="submit"
          form={seatForm}
          name="seatId"
          value={seat.id}
          aria-current={seat.isCurrent || undefined}
          rightSection={seat.isCurrent ? <IconCheck size={16} /> : null}
          closeMenuOnClick={false}
        >
          <SeatLine seat={seat} />
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

function SeatLine({ seat }: { seat: Seat }) {
  const t = useTranslations("identity.roles");
  return (
    <span className={classes.seat}>
      {seat.title ?? t(seat.role)} · {seat.unit?.name ?? seat.organisation.name}
    </span>
  );
}
