import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface EmptyStateProps {
  readonly icon?: IconName;
  readonly title: string;
  readonly detail?: string;
  readonly action?: ReactNode;
}

/** Nothing is there yet, and that is no failure. */
export function EmptyState({ icon, title, detail, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-4 py-10 text-center">
      {icon && (
        <span className="mb-4 flex size-12 items-center justify-center rounded-full bg-sunken text-ink-muted">
          <Icon name={icon} className="size-6" />
        </span>
      )}
      <h2 className="text-base font-semibold">{title}</h2>
      {detail && <p className="mt-1.5 max-w-prose text-sm text-ink-muted">{detail}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
