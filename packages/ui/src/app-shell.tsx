import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Icon } from './icon';
import { Logo } from './logo';

interface AppShellProps {
  readonly brand: string;
  readonly labels: { readonly skip: string; readonly menu: string; readonly close: string };
  /** The links to all screens. */
  readonly navigation: (onNavigate: () => void) => ReactNode;
  /** Stands in the top bar: search. */
  readonly search: ReactNode;
  readonly account: ReactNode;
  readonly children: ReactNode;
}

const skipLink =
  'sr-only rounded-control bg-accent px-4 py-2 text-sm font-semibold text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50';

/** Every screen of the panel: where one can go, who one is, and what one looks at. */
export function AppShell({ brand, labels, navigation, search, account, children }: AppShellProps) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div className="flex min-h-dvh">
      <a href="#content" className={skipLink}>
        {labels.skip}
      </a>
      <aside className="hidden w-60 shrink-0 border-r border-line bg-surface lg:block">
        <div className="sticky top-0 flex h-dvh flex-col">
          <Brand brand={brand} />
          <div className="flex-1 overflow-y-auto px-3 pb-4">{navigation(close)}</div>
        </div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-20 flex min-h-14 items-center gap-2 border-b border-line bg-surface px-3 sm:px-6">
          <span className="lg:hidden">
            <Button variant="quiet" narrow aria-label={labels.menu} title={labels.menu} onClick={() => setOpen(true)}>
              <Icon name="menu" />
            </Button>
          </span>
          <div className="min-w-0 flex-1">{search}</div>
          <div className="flex items-center gap-1">{account}</div>
        </header>
        <main id="content" tabIndex={-1} className="w-full min-w-0 flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8">
          <div className="mx-auto max-w-7xl min-[112rem]:max-w-[100rem]">{children}</div>
        </main>
      </div>
      <Dialog open={open} onClose={close} place="start" title={brand} closeLabel={labels.close}>
        <div className="-mx-2 -my-2">{navigation(close)}</div>
      </Dialog>
    </div>
  );
}

function Brand({ brand }: { readonly brand: string }) {
  return (
    <div className="flex min-h-14 items-center gap-2.5 px-5">
      <Logo />
      <span className="text-base font-semibold tracking-tight">{brand}</span>
    </div>
  );
}
