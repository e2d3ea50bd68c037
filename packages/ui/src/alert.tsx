import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import { type Tone, toneClasses } from './tone';

const icons = { neutral: 'dot', ok: 'check', warning: 'warning', danger: 'warning', accent: 'dot' } as const;

/** Something a person should know now. Announced when it appears. */
export function Alert({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={classNames('flex items-start gap-2.5 rounded-control px-3.5 py-3 text-sm', toneClasses[tone])}
    >
      <Icon name={icons[tone]} className="mt-px size-5 shrink-0" />
      <div className="min-w-0 wrap-anywhere">{children}</div>
    </div>
  );
}
