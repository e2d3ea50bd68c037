import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { classNames } from './class-names';

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with the input; read out together with it. */
  readonly error?: string;
  /** A control inside the field, at its end. */
  readonly end?: ReactNode;
}

export function TextField({ label, hint, error, end, id, className, ...input }: TextFieldProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const noteId = `${inputId}-note`;
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={inputId} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          id={inputId}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? noteId : undefined}
          className={classNames(
            'block min-h-10 w-full rounded-control border bg-surface px-3.5 text-base text-ink sm:text-sm',
            'placeholder:text-ink-muted focus-visible:outline-offset-0',
            error ? 'border-danger' : 'border-line-strong',
            Boolean(end) && 'pr-12',
          )}
        />
        {end && <div className="absolute inset-y-0 right-0 flex items-center pr-1">{end}</div>}
      </div>
      {note && (
        <p id={noteId} className={classNames('mt-1.5 text-sm', error ? 'text-danger' : 'text-ink-muted')}>
          {note}
        </p>
      )}
    </div>
  );
}
