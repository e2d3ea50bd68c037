import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names';
import { Spinner } from './spinner';

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong bg-surface text-ink hover:bg-sunken',
  quiet: 'text-ink-muted hover:bg-sunken hover:text-ink',
  danger: 'bg-danger text-on-danger hover:opacity-90',
} as const;

interface ButtonLook {
  readonly variant?: keyof typeof variants;
  /** As wide as what it stands in. */
  readonly wide?: boolean;
  /** Hardly wider than what it says, for rows of drawings. */
  readonly narrow?: boolean;
  /** For rows of tables and bars, where many stand together. */
  readonly small?: boolean;
}

export interface ButtonProps extends ButtonLook, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** Work is under way: the button keeps its focus and its width, and does nothing more. */
  readonly busy?: boolean;
}

/** For links that look like buttons. */
export function buttonStyle({ variant = 'primary', wide = false, narrow = false, small = false }: ButtonLook): string {
  return classNames(
    'relative inline-flex shrink-0 items-center justify-center gap-2 rounded-control text-sm font-semibold whitespace-nowrap',
    small ? 'min-h-9 min-w-9' : 'min-h-11 min-w-11',
    'transition-colors disabled:opacity-60',
    narrow ? (small ? 'px-2' : 'px-2.5') : small ? 'px-3' : 'px-4',
    variants[variant],
    wide && 'w-full',
  );
}

export function Button({ variant, wide, narrow, small, busy = false, type = 'button', ...rest }: ButtonProps) {
  const { children, onClick, ...attributes } = rest;
  return (
    <button
      {...attributes}
      type={busy ? 'button' : type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      className={buttonStyle({ variant, wide, narrow, small })}
    >
      <span className={classNames('inline-flex items-center gap-2', busy && 'opacity-0')}>{children}</span>
      {busy && (
        <span className="absolute inset-0 flex items-center justify-center">
          <Spinner />
        </span>
      )}
    </button>
  );
}
