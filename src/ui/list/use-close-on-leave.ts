import { type RefObject, useEffect } from "react";

/** Closes a disclosure when somebody clicks elsewhere or presses Escape, which also gives the focus back to its button. */
export function useCloseOnLeave(details: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const closeUnless = (target: EventTarget | null) => {
      if (details.current?.open && !details.current.contains(target as Node)) details.current.open = false;
    };
    const onPointer = (event: PointerEvent) => closeUnless(event.target);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !details.current?.open) return;
      details.current.open = false;
      details.current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, [details]);
}
