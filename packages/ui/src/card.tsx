import type { ReactNode } from 'react';
import { classNames } from './class-names';

interface CardProps {
  readonly title?: ReactNode;
  /** Stands at the end of the title's line, e.g. a badge. */
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Card({ title, aside, className, children }: CardProps) {
  return (
    <section className={classNames('rounded-card border border-line bg-surface p-5 shadow-card sm:p-6', className)}>
      {(title || aside) && (
        <header className="mb-4 flex flex-wrap items-baseline justify-between gap-x-3 gap-y-2">
          <h2 className="min-w-0 text-base font-semibold wrap-anywhere">{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
