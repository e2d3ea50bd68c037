import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface FieldText {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the input; read out together with it. */
  readonly error?: string;
}

interface FieldFrameProps extends FieldText {
  readonly inputId: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What stands around an input: its name above, a hint or what is wrong below. */
export function FieldFrame({ inputId, label, hint, error, className, children }: FieldFrameProps) {
  const note = error ?? hint;
  return (
    <div className={classNames('min-w-0', className)}>
      <label htmlFor={inputId} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      {children}
      {note && (
        <p id={`${inputId}-note`} className={classNames('mt-1.5 text-sm', error ? 'text-danger' : 'text-ink-muted')}>
          {note}
        </p>
      )}
    </div>
  );
}

/** What an input inside a frame says of itself. */
export function noteOf(inputId: string, { hint, error }: Omit<FieldText, 'label'>) {
  return {
    'aria-invalid': error ? (true as const) : undefined,
    'aria-describedby': (error ?? hint) ? `${inputId}-note` : undefined,
  };
}

export function inputStyle(error: string | undefined): string {
  return classNames(
    'block min-h-10 w-full rounded-control border bg-surface px-3 text-base text-ink sm:text-sm',
    'placeholder:text-ink-muted focus-visible:outline-offset-0 disabled:opacity-60',
    error ? 'border-danger' : 'border-line-strong',
  );
}
