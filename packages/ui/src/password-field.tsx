import { useState } from 'react';
import { Icon } from './icon';
import { TextField, type TextFieldProps } from './text-field';

export interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'end'> {
  readonly labels: { readonly show: string; readonly hide: string };
}

/** A password, hidden until its owner wants to see it. */
export function PasswordField({ labels, ...field }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...field}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      end={
        <button
          type="button"
          aria-label={shown ? labels.hide : labels.show}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="flex size-8 items-center justify-center rounded-lg text-ink-muted hover:text-ink"
        >
          <Icon name={shown ? 'eyeClosed' : 'eye'} />
        </button>
      }
    />
  );
}
