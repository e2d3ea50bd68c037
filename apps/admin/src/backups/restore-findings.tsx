import { Alert, Fact, Facts } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { ExactTime } from '../format/moment';
import { useUnits } from '../format/use-units';
import { useNames } from '../status/use-names';
import type { BackupFindings } from './restores.queries';

interface RestoreFindingsProps {
  readonly findings: BackupFindings;
  readonly sha256: string | null;
}

/** What the check has found: of when an archive is, what is in it, and what its restore undoes. */
export function RestoreFindings({ findings, sha256 }: RestoreFindingsProps) {
  const t = useTranslations('backups');
  const names = useNames();
  const { number, bytes } = useUnits();
  const { createdAt, release, databases, withMasterKeys, changesSince } = findings;
  return (
    <div className="flex flex-col gap-4">
      <Alert tone="ok">{t('whole')}</Alert>
      <Facts>
        <Fact name={t('dataOf')}>
          <ExactTime at={createdAt} />
        </Fact>
        <Fact name={t('release')}>{release}</Fact>
        {withMasterKeys && <Fact name={t('keys')}>{t('withKeys')}</Fact>}
        {databases.map(({ service, rows, bytes: size }) => (
          <Fact key={service} name={names.service(service)}>
            {t('contents', { rows: number(Number(rows)), size: bytes(size) })}
          </Fact>
        ))}
        {sha256 && (
          <Fact name={t('checksum')}>
            <code className="text-xs break-all">{sha256}</code>
          </Fact>
        )}
      </Facts>
      {changesSince !== null && changesSince > 0 && (
        <Alert tone="danger">{t('changesSince', { count: changesSince })}</Alert>
      )}
    </div>
  );
}
