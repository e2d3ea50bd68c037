import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { type Tone, toneClasses } from './tone';

/** A word that marks something. */
export function Tag({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span
      title={typeof children === 'string' ? children : undefined}
      className={classNames(
        'inline-block max-w-full truncate rounded-md px-1.5 py-0.5 text-xs font-medium',
        toneClasses[tone],
      )}
    >
      {children}
    </span>
  );
}
