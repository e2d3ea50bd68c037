import type { ReactNode } from 'react';
import { Icon } from './icon';

interface ErrorStateProps {
  readonly title: string;
  readonly detail?: string;
  /** What to tell whoever looks into it, e.g. a trace id. */
  readonly reference?: string;
  readonly action?: ReactNode;
}

/** What should be here could not be had. */
export function ErrorState({ title, detail, reference, action }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center px-4 py-10 text-center">
      <span className="mb-4 flex size-12 items-center justify-center rounded-full bg-danger-soft text-danger">
        <Icon name="warning" className="size-6" />
      </span>
      <h2 className="text-base font-semibold">{title}</h2>
      {detail && <p className="mt-1.5 max-w-prose text-sm text-ink-muted">{detail}</p>}
      {reference && <p className="mt-2 font-mono text-xs break-all text-ink-muted">{reference}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
