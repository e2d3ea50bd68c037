import type { ReactNode } from 'react';
import { Logo } from './logo';

interface CenteredPageProps {
  readonly brand: string;
  readonly title: string;
  readonly lead?: string;
  readonly controls?: ReactNode;
  /** Stands quietly below the card. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** A screen with one thing to do. */
export function CenteredPage({ brand, title, lead, controls, footer, children }: CenteredPageProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <div className="flex min-h-14 items-center justify-end gap-2 px-4 py-2 sm:px-6">{controls}</div>
      <main className="flex flex-1 flex-col items-center px-4 pt-[6dvh] pb-16">
        <div className="w-full max-w-100">
          <div className="mb-6 flex items-center justify-center gap-2.5">
            <Logo className="size-9" />
            <span className="text-lg font-semibold tracking-tight">{brand}</span>
          </div>
          <div className="rounded-card border border-line bg-surface p-6 shadow-card sm:p-8">
            <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
            {lead && <p className="mt-1.5 text-sm text-ink-muted">{lead}</p>}
            <div className="mt-6">{children}</div>
          </div>
          {footer && <div className="mt-6">{footer}</div>}
        </div>
      </main>
    </div>
  );
}
