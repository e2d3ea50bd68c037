import type { ReactNode } from 'react';
import { Logo } from './logo';

interface PageProps {
  readonly brand: string;
  /** Takes the keyboard past the header. */
  readonly skipLabel: string;
  /** What belongs to the person: name, sign out. */
  readonly account: ReactNode;
  readonly preferences: ReactNode;
  readonly children: ReactNode;
}

const skipLink =
  'sr-only rounded-control bg-accent px-4 py-2 text-sm font-semibold text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-20';

/** A screen with the header every signed-in person sees. */
export function Page({ brand, skipLabel, account, preferences, children }: PageProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#content" className={skipLink}>
        {skipLabel}
      </a>
      <header className="border-b border-line bg-surface sm:sticky sm:top-0 sm:z-10">
        <div className="mx-auto flex min-h-14 max-w-6xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 sm:px-6">
          <div className="flex items-center gap-2.5">
            <Logo />
            <span className="text-base font-semibold tracking-tight">{brand}</span>
          </div>
          <div className="order-last flex w-full items-center justify-between gap-2 sm:order-none sm:ml-auto sm:w-auto">
            {preferences}
          </div>
          <div className="ml-auto flex items-center gap-1 sm:ml-0">{account}</div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8"
      >
        {children}
      </main>
    </div>
  );
}
