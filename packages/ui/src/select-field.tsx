import { type SelectHTMLAttributes, useId } from 'react';
import { classNames } from './class-names';
import { FieldFrame, type FieldText, inputStyle, noteOf } from './field-frame';
import { Icon } from './icon';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectFieldProps<Value extends string>
  extends FieldText, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange' | 'className'> {
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** The label is only read out. */
  readonly bare?: boolean;
  readonly className?: string;
}

/** One of a list. The browser's own control, which every phone and screen reader knows how to open. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, hint, error, choices, value, onChange, bare = false, className, ...rest } = props;
  const ownId = useId();
  const inputId = rest.id ?? ownId;
  const select = (
    <div className={classNames('relative', bare && className)}>
      <select
        {...rest}
        {...noteOf(inputId, { hint, error })}
        id={inputId}
        aria-label={bare ? label : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
        className={classNames(inputStyle(error), 'appearance-none truncate pr-9')}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <Icon
        name="chevronDown"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-muted"
      />
    </div>
  );
  if (bare) return select;
  return (
    <FieldFrame inputId={inputId} label={label} hint={hint} error={error} className={className}>
      {select}
    </FieldFrame>
  );
}
