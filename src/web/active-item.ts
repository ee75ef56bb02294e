/** The entry a page belongs to: the longest address that begins the page's own. */
export function activeItem<Item extends { to: string }>(pathname: string, items: readonly Item[]): Item | undefined {
  const holds = ({ to }: Item) => pathname === to || (to !== "/" && pathname.startsWith(`${to}/`));
  return items.filter(holds).sort((a, b) => b.to.length - a.to.length)[0];
}
