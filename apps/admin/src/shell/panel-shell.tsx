import { AppShell, Button, Icon, KeyCap } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { PanelToaster } from '../toasts/panel-toaster';
import { AccountMenu } from './account-menu';
import { ActingBanner } from './acting-banner';
import { ContactBanner } from './contact-banner';
import { Navigation } from './navigation';
import { useShortcuts } from './use-shortcuts';

const CommandPalette = dynamic(async () => (await import('./command-palette')).CommandPalette, { loading: () => null });
const ShortcutHelp = dynamic(async () => (await import('./shortcut-help')).ShortcutHelp, { loading: () => null });

type Window = 'palette' | 'shortcuts';

/** What stands around every screen, and stays while one goes from one to the next. */
export function PanelShell({ children }: { readonly children: ReactNode }) {
  const t = useTranslations();
  const [open, setOpen] = useState<Window>();
  const close = () => setOpen(undefined);
  useShortcuts({ palette: () => setOpen('palette'), help: () => setOpen('shortcuts') });
  return (
    <>
      <AppShell
        brand={t('brand')}
        labels={{ skip: t('actions.skipToContent'), menu: t('nav.menu'), close: t('actions.close') }}
        navigation={(onNavigate) => <Navigation onNavigate={onNavigate} />}
        search={<PaletteButton onOpen={() => setOpen('palette')} />}
        account={
          <>
            <span className="max-sm:hidden">
              <Button
                variant="quiet"
                narrow
                aria-label={t('shortcuts.title')}
                title={t('shortcuts.title')}
                onClick={() => setOpen('shortcuts')}
              >
                <Icon name="keyboard" />
              </Button>
            </span>
            <AccountMenu />
          </>
        }
      >
        <ContactBanner />
        <ActingBanner />
        {children}
      </AppShell>
      {open === 'palette' && <CommandPalette onClose={close} onShortcuts={() => setOpen('shortcuts')} />}
      {open === 'shortcuts' && <ShortcutHelp onClose={close} />}
      <PanelToaster />
    </>
  );
}

function PaletteButton({ onOpen }: { readonly onOpen: () => void }) {
  const t = useTranslations('palette');
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex min-h-10 w-full max-w-md items-center gap-2.5 rounded-control border border-line bg-sunken px-3 text-sm text-ink-muted hover:border-line-strong"
    >
      <Icon name="search" className="size-4.5 shrink-0" />
      <span className="min-w-0 flex-1 truncate text-left">{t('open')}</span>
      <span aria-hidden="true" className="flex gap-1 max-md:hidden">
        <KeyCap>Ctrl</KeyCap>
        <KeyCap>K</KeyCap>
      </span>
    </button>
  );
}
