import { type InputHTMLAttributes, type Ref, useId } from 'react';
import { classNames } from './class-names';
import { inputStyle } from './field-frame';
import { Icon } from './icon';

interface SearchFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
  readonly className?: string;
}

export function SearchField({ label, value, onChange, className, ref, ...rest }: SearchFieldProps) {
  const id = useId();
  return (
    <div className={classNames('relative min-w-0', className)}>
      <Icon
        name="search"
        className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-ink-muted"
      />
      <input
        {...rest}
        ref={ref}
        id={id}
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={rest.placeholder ?? label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(inputStyle(undefined), 'pl-9.5 text-ellipsis')}
      />
    </div>
  );
}
