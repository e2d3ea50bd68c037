import { classNames, Icon } from '@vortex/ui';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useMay } from '../session/permissions';
import { isAt, sectionsFor } from './sections';

export function Navigation({ onNavigate }: { readonly onNavigate: () => void }) {
  const t = useTranslations('nav');
  const at = usePathname();
  const sections = sectionsFor(useMay());
  return (
    <nav aria-label={t('label')} className="space-y-5">
      {sections.map(({ name, places }) => (
        <div key={name ?? ''}>
          {name && <p className="mb-1 px-2.5 text-xs font-medium text-ink-muted">{t(name)}</p>}
          <ul className="space-y-0.5">
            {places.map((place) => (
              <li key={place.path}>
                <Link
                  href={place.path}
                  prefetch={false}
                  onClick={onNavigate}
                  aria-current={isAt(place.path, at) ? 'page' : undefined}
                  className={classNames(
                    'flex min-h-9 items-center gap-3 rounded-lg px-2.5 text-sm font-medium transition-colors',
                    isAt(place.path, at) ? 'bg-accent-soft text-accent' : 'text-ink hover:bg-sunken',
                  )}
                >
                  <Icon name={place.icon} className="size-4.5 shrink-0" />
                  {t(place.name)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
