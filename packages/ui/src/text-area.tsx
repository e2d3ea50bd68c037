import { type TextareaHTMLAttributes, useId } from 'react';
import { classNames } from './class-names';
import { FieldFrame, type FieldText, inputStyle, noteOf } from './field-frame';

type TextAreaProps = FieldText & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function TextArea({ label, hint, error, className, id, rows = 3, ...rest }: TextAreaProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  return (
    <FieldFrame inputId={inputId} label={label} hint={hint} error={error} className={className}>
      <textarea
        {...rest}
        {...noteOf(inputId, { hint, error })}
        id={inputId}
        rows={rows}
        className={classNames(inputStyle(error), 'py-2')}
      />
    </FieldFrame>
  );
}
