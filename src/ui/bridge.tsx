import type { CSSProperties } from "react";

/** The mark: a bridge in gold. */
export function BridgeMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="15" fill="#14527b" />
      <path d="M7 43C14 27 21 20 32 20s18 7 25 23" fill="none" stroke="#f0ba40" strokeWidth="4.5" strokeLinecap="round" />
      <path d="M19 29v15M32 20v24M45 29v15" stroke="#f0ba40" strokeWidth="3" />
      <path d="M7 45h50" stroke="#fff" strokeWidth="5" strokeLinecap="round" />
    </svg>
  );
}

const spans = [
  { from: -160, to: 240 },
  { from: 240, to: 760 },
  { from: 760, to: 1160 },
];

/** The bridge as a line drawing, for large quiet areas; takes the colour of the text. */
export function BridgeDrawing({ className, style }: { className?: string; style?: CSSProperties }) {
  return (
    <svg
      className={className}
      style={style}
      viewBox="0 0 1000 320"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
      preserveAspectRatio="xMidYMax slice"
    >
      {spans.map(({ from, to }) => (
        <g key={from}>
          <path d={`M${from} 40Q${(from + to) / 2} 330 ${to} 40`} strokeWidth="3" />
          {hangersOf(from, to).map(([x, y]) => (
            <path key={x} d={`M${x} ${y}V214`} strokeWidth="1" opacity="0.7" />
          ))}
        </g>
      ))}
      {[240, 760].map((x) => (
        <path key={x} d={`M${x - 9} 250V30M${x + 9} 250V30M${x - 9} 70h18M${x - 9} 130h18M${x - 9} 190h18`} strokeWidth="3.5" />
      ))}
      <path d="M-20 214H1020M-20 222H1020" strokeWidth="3" />
      {[246, 262, 280, 300].map((y, index) => (
        <path
          key={y}
          d={`M${index * 90} ${y}h${420 - index * 60}M${560 + index * 40} ${y}h${300 - index * 40}`}
          strokeWidth="1.5"
          opacity={0.5 - index * 0.1}
        />
      ))}
    </svg>
  );
}

/** Points of the cable (a quadratic Bézier curve) above the deck. */
function hangersOf(from: number, to: number): [number, number][] {
  const count = 19;
  return Array.from({ length: count }, (_, index): [number, number] => {
    const t = (index + 1) / (count + 1);
    const y = (1 - t) ** 2 * 40 + 2 * t * (1 - t) * 330 + t ** 2 * 40;
    return [Math.round(from + (to - from) * t), Math.round(y)];
  });
}
