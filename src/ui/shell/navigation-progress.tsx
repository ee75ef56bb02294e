import { useNavigation } from "react-router";
import classes from "./navigation-progress.module.css";

/** A thin line at the top while a page takes longer than a blink. */
export function NavigationProgress() {
  const { state } = useNavigation();
  return state === "idle" ? null : <div className={classes.line} aria-hidden />;
}
