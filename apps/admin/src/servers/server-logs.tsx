import { useQuery } from '@tanstack/react-query';
import { type LogSeverity, ServerLogs, type ServerLogsQuery } from '@vortex/sdk';
import { Button, Card, EmptyState, Icon, SelectField, Skeleton } from '@vortex/ui';
import { useFormatter, useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useApi } from '../api/api';
import { Unavailable } from '../api/list-state';

type Line = ServerLogsQuery['serverLogs'][number];

const severities = ['DEBUG', 'INFO', 'WARNING', 'ERROR'] as const satisfies readonly LogSeverity[];
const colours: Readonly<Record<LogSeverity, string>> = {
  DEBUG: 'text-ink-muted',
  INFO: 'text-accent',
  WARNING: 'text-warning',
  ERROR: 'text-danger',
};
const lines = 300;

/** What the agent and the engine have logged last, asked of the server itself. */
export function ServerLogsView({ serverId }: { readonly serverId: string }) {
  const t = useTranslations('serverLogs');
  const api = useApi();
  const address = useAddress();
  const least = severities.find((severity) => severity === address.get('least')) ?? 'DEBUG';
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['servers', 'logs', serverId],
    queryFn: async ({ signal }) => (await api.request(ServerLogs, { serverId, lines }, { signal })).serverLogs,
    refetchInterval: 10_000,
  });
  const isWanted = ({ severity }: Line) => severities.indexOf(severity) >= severities.indexOf(least);
  // The newest on top, where one looks first.
  const shown = data?.filter(isWanted).reverse();
  if (!data && error) return <Unavailable error={error} busy={isFetching} onRetry={refetch} />;
  return (
    <Card
      title={t('title')}
      aside={
        <span className="flex items-center gap-2">
          <SelectField
            bare
            className="w-40"
            label={t('least')}
            choices={severities.map((value) => ({ value, label: t(value) }))}
            value={least}
            onChange={(next) => address.set({ least: next })}
          />
          <Button
            variant="secondary"
            small
            narrow
            title={t('again')}
            aria-label={t('again')}
            onClick={() => void refetch()}
          >
            <Icon name="refresh" className="size-4.5" />
          </Button>
        </span>
      }
    >
      {!shown && <Skeleton className="h-80" />}
      {shown?.length === 0 && <EmptyState icon="log" title={t('empty')} />}
      {shown && shown.length > 0 && (
        <ol
          // Long logs are read by keyboard too.
          tabIndex={0}
          aria-label={t('title')}
          className="max-h-[32rem] overflow-auto rounded-control border border-line bg-sunken p-3 font-mono text-xs leading-5"
        >
          {shown.map((line, place) => (
            <LogLine key={`${place} ${line.at ?? ''}`} line={line} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function LogLine({ line: { at, source, severity, text } }: { readonly line: Line }) {
  const t = useTranslations('serverLogs');
  const format = useFormatter();
  return (
    <li className="flex flex-wrap gap-x-3 sm:flex-nowrap">
      <span className="w-16 shrink-0 text-ink-muted tabular-nums">
        {at && format.dateTime(new Date(at), { timeStyle: 'medium', hourCycle: 'h23' })}
      </span>
      <span className="w-14 shrink-0 text-ink-muted">{t(source)}</span>
      <span className={`w-20 shrink-0 font-semibold ${colours[severity]}`}>{t(severity)}</span>
      <span className="min-w-0 flex-1 basis-full wrap-anywhere sm:basis-0">{text}</span>
    </li>
  );
}
