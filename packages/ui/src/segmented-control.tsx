import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';

export interface Segment<Value extends string> {
  readonly value: Value;
  /** What a screen reader says, and what the pointer shows. */
  readonly label: string;
  readonly content: ReactNode;
}

interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** One of a few choices, all in sight. Radio buttons underneath, so arrow keys move between them. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset className="inline-flex shrink-0 rounded-control bg-sunken p-0.5">
      <legend className="sr-only">{props.label}</legend>
      {props.segments.map(({ value, label, content }) => (
        <label
          key={value}
          title={label}
          className={classNames(
            'relative flex h-9 min-w-9 items-center justify-center rounded-lg px-2 text-xs font-semibold transition-colors',
            'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent',
            props.value === value ? 'bg-raised text-ink shadow-sm' : 'text-ink-muted hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={props.value === value}
            onChange={() => props.onChange(value)}
            aria-label={label}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          <span aria-hidden="true">{content}</span>
        </label>
      ))}
    </fieldset>
  );
}
