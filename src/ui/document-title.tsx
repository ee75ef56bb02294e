/** "X · Jinqiao" in the browser's tab. */
export function DocumentTitle({ children }: { children: string }) {
  return <title>{`${children} · Jinqiao`}</title>;
}
