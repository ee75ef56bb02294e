import type { ShouldRevalidateFunctionArgs } from "react-router";

/** After a refusal the router reads nothing again; where somebody else was faster the page has to show what they did. */
export const revalidateOnConflict = ({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean =>
  actionStatus === 409 || defaultShouldRevalidate;
