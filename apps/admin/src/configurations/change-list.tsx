import { useTranslations } from 'use-intl';

/** One value that differs. */
export interface Change {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly isSecret: boolean;
}

/** What differs between two configurations, value by value. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const t = useTranslations('versions');
  if (changes.length === 0) return <p className="text-sm text-ink-muted">{t('same')}</p>;
  return (
    <ul className="flex flex-col gap-3 text-sm">
      {changes.map(({ path, before, after, isSecret }) => (
        <li key={path} className="overflow-hidden rounded-control border border-line">
          <p className="border-b border-line bg-sunken px-3 py-2 font-mono text-xs font-semibold break-all">{path}</p>
          {isSecret ? (
            <p className="px-3 py-2 text-ink-muted">{t('secretDiffers')}</p>
          ) : (
            <>
              <Value mark="−" label={t('before')} value={before} className="bg-danger-soft text-danger" />
              <Value mark="+" label={t('after')} value={after} className="bg-ok-soft text-ok" />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

interface ValueProps {
  readonly mark: string;
  readonly label: string;
  readonly value: unknown;
  readonly className: string;
}

function Value({ mark, label, value, className }: ValueProps) {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <p className={`flex gap-2 px-3 py-1.5 font-mono text-xs leading-5 ${className}`}>
      <span aria-hidden="true">{mark}</span>
      <span className="sr-only">{label}</span>
      <span className="min-w-0 break-all whitespace-pre-wrap">{text}</span>
    </p>
  );
}
