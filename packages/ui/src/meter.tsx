import { classNames } from './class-names';

interface MeterProps {
  readonly label: string;
  /** 0 to 1. Absent: it is not known how far it is. */
  readonly share?: number;
  readonly tone?: 'accent' | 'warning' | 'danger' | 'ok';
}

const fills = { accent: 'fill-accent', warning: 'fill-warning', danger: 'fill-danger', ok: 'fill-ok' } as const;

/** How much of something is there, or done. Drawn as SVG: a width in a style attribute is not for a strict page. */
export function Meter({ label, share, tone = 'accent' }: MeterProps) {
  const width = Math.min(Math.max(share ?? 0, 0), 1) * 100;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      className={classNames('block h-1.5 w-full overflow-hidden rounded-full', share === undefined && 'animate-pulse')}
    >
      <rect width="100" height="6" className="fill-sunken" />
      <rect width={share === undefined ? 100 : width} height="6" className={fills[tone]} />
    </svg>
  );
}
