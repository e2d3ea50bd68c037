import { Dialog, KeyCap } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { sections } from './sections';

export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  const places = sections.flatMap((section) => section.places).filter(({ key }) => key !== undefined);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [t('shortcuts.palette'), ['Ctrl', 'K']],
    [t('shortcuts.search'), ['/']],
    [t('shortcuts.create'), ['c']],
    [t('shortcuts.help'), ['?']],
    ...places.map(({ name, key }) => [t('shortcuts.goTo', { place: t(`nav.${name}`) }), ['g', key ?? '']] as const),
  ];
  return (
    <Dialog open onClose={onClose} title={t('shortcuts.title')} closeLabel={t('actions.close')}>
      <dl className="divide-y divide-line text-sm">
        {rows.map(([what, keys]) => (
          <div key={what} className="flex items-center justify-between gap-4 py-2 first:pt-0 last:pb-0">
            <dt>{what}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <KeyCap key={key}>{key}</KeyCap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
