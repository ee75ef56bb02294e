import { VisuallyHidden } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLocation } from "react-router";

/** Reads the new page's title out after a client-side navigation, as a browser does after a full one. */
export function RouteAnnouncer() {
  const { pathname } = useLocation();
  const [first] = useState(pathname);
  const [title, setTitle] = useState("");
  useEffect(() => {
    if (pathname === first && title === "") return;
    const timer = setTimeout(() => setTitle(document.title), 150);
    return () => clearTimeout(timer);
  }, [pathname, first, title]);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {title}
    </VisuallyHidden>
  );
}
