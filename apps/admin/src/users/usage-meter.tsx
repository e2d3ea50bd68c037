import { Meter } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useUnits } from '../format/use-units';

interface UsageMeterProps {
  readonly usedBytes: string;
  readonly limitBytes: string | null;
}

/** Traffic of the period: a figure, and how much of the limit it is. */
export function UsageMeter({ usedBytes, limitBytes }: UsageMeterProps) {
  const t = useTranslations('user');
  const units = useUnits();
  if (limitBytes === null) return <span className="tabular-nums">{units.bytes(usedBytes)}</span>;
  const share = limitBytes === '0' ? 1 : Number(usedBytes) / Number(limitBytes);
  const text = t('usedOf', { used: units.bytes(usedBytes), limit: units.bytes(limitBytes) });
  return (
    <div className="min-w-24">
      <div className="truncate tabular-nums">{text}</div>
      <div className="mt-1">
        <Meter
          label={units.share(Math.min(share, 1))}
          share={share}
          tone={share >= 1 ? 'danger' : share > 0.85 ? 'warning' : 'accent'}
        />
      </div>
    </div>
  );
}
