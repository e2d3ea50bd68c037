import { type ReactNode, useEffect, useId, useRef } from 'react';

interface CheckboxProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  /** Some of what it stands for is chosen. */
  readonly partly?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  /** The label is only read out. */
  readonly bare?: boolean;
}

/** A yes or no, or one of several that may be chosen together. */
export function Checkbox({ label, checked, partly = false, onChange, hint, disabled, bare = false }: CheckboxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = partly;
  }, [partly]);
  return (
    <div className="flex min-w-0 items-start gap-2.5">
      <input
        ref={input}
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-label={bare && typeof label === 'string' ? label : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4.5 shrink-0 cursor-pointer accent-accent disabled:cursor-default"
      />
      {!bare && (
        <div className="min-w-0 text-sm">
          <label htmlFor={id} className="cursor-pointer font-medium wrap-anywhere">
            {label}
          </label>
          {hint && (
            <p id={`${id}-hint`} className="mt-0.5 text-ink-muted">
              {hint}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
