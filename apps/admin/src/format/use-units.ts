import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { formatBitrate } from './bitrate';
import { formatBytes } from './bytes';

const spans = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
  ['seconds', 1],
] as const;

/** Figures as people read them, in their language. */
export function useUnits() {
  const t = useTranslations('units');
  const format = useFormatter();
  const language = useLocale();
  return {
    bytes: (bytes: string) => formatBytes(bytes, language),
    /** Bytes per second, as what a line carries. */
    bitrate: (bytesPerSecond: number) => formatBitrate(bytesPerSecond, language),
    number: (value: number) => format.number(value),
    /** In the largest unit that leaves no rest. */
    duration(seconds: number): string {
      const [unit, size] = spans.find(([, each]) => seconds % each === 0 && seconds >= each) ?? spans[3];
      return t(unit, { count: seconds / size });
    },
    /** Thousands of bits per second. */
    speed: (kbps: number) => formatBitrate(kbps * 125, language),
    share: (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 0 }),
  };
}
