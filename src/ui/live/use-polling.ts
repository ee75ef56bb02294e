import { useEffect } from "react";
import { useRevalidator } from "react-router";

/** Loads the page's data again every `ms` while something runs and the tab is looked at. */
export function usePolling(isRunning: boolean, ms = 1000): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isRunning || state !== "idle") return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") revalidate();
    }, ms);
    const onVisible = () => document.visibilityState === "visible" && revalidate();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [isRunning, ms, revalidate, state]);
}
