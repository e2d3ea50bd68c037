import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  /** Where it belongs, e.g. a link to the list. */
  readonly above?: ReactNode;
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
}

/** What a screen is, and what can be done on it. */
export function PageHeader({ title, lead, above, aside, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        {above && <div className="mb-1.5 text-sm">{above}</div>}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="min-w-0 text-2xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
          {aside}
        </div>
        {lead && <p className="mt-1.5 max-w-prose text-sm text-pretty wrap-anywhere text-ink-muted">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
