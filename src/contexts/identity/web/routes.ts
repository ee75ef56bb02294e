import { layout, type RouteConfigEntry, route } from "@react-router/dev/routes";

/** Pages anybody may open. */
export const identityPublicRoutes: RouteConfigEntry[] = [
  route("sign-in", "contexts/identity/web/sign-in.tsx"),
  route("sign-in/code", "contexts/identity/web/sign-in-code.tsx"),
  route("sign-in/link", "contexts/identity/web/sign-in-link.tsx"),
  route("sign-out", "contexts/identity/web/sign-out.ts"),
  route("invitation/:secret", "contexts/identity/web/invitation.tsx"),
  route("welcome", "contexts/identity/web/welcome.tsx"),
];

/** Pages of people who apply; the address is confirmed there by everybody. */
export const identityApplicantRoutes: RouteConfigEntry[] = [
  route("my-account", "contexts/identity/web/my-account.tsx"),
  route("account/address", "contexts/identity/web/address.tsx"),
];

/** Pages of the signed-in person and of administrators. */
export const identityAccountRoutes: RouteConfigEntry[] = [
  layout("contexts/identity/web/account-layout.tsx", [
    route("account", "contexts/identity/web/account.tsx"),
    route("account/security", "contexts/identity/web/security.tsx"),
    route("account/tokens", "contexts/identity/web/tokens.tsx"),
  ]),
  route("account/seat", "contexts/identity/web/seat.ts"),
  route("administration/people", "contexts/identity/web/people.tsx"),
  route("administration/units", "contexts/identity/web/units.tsx"),
  route("administration/settings", "contexts/identity/web/settings.tsx"),
];
