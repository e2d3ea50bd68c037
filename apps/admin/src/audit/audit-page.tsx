import { AuditLog, type AuditFilter } from '@vortex/sdk';
import { Button, Icon, SearchField, SelectField, TextField } from '@vortex/ui';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useTyped } from '../address/use-typed';
import { useApi } from '../api/api';
import { saveParts } from '../api/save-file';
import { useAction } from '../api/use-action';
import { ScreenHeader } from '../shell/screen-header';
import { auditCsv, auditCsvHeading } from './audit-csv';
import { AuditTrail } from './audit-trail';
import { useKindName } from './audit-words';

const kinds = [
  'user',
  'device',
  'group',
  'host',
  'server',
  'inbound',
  'account',
  'role',
  'tenant',
  'session',
  'api-token',
  'job',
  'backup',
  'service',
];
const dayMs = 86_400_000;
/** Of one request of the export: the most that the API gives. */
const exportRows = 500;

export function AuditPage() {
  const t = useTranslations();
  const address = useAddress();
  const { get, set } = address;
  const { text, setText, settled } = useTyped(address);
  const [kind, from, to] = [get('kind') ?? '', get('from') ?? '', get('to') ?? ''];
  const filter = useMemo(() => filterOf(settled, kind, from, to), [settled, kind, from, to]);
  const kindName = useKindName();
  const exportAll = useExport(filter);
  return (
    <>
      <ScreenHeader
        title={t('audit.title')}
        lead={t('audit.lead')}
        actions={
          <Button variant="secondary" disabled={exportAll.isPending} onClick={() => exportAll.mutate(undefined)}>
            <Icon name="download" className="size-4.5" />
            {exportAll.isPending ? t('audit.exporting', { count: exportAll.written }) : t('audit.export')}
          </Button>
        }
      />
      <div className="mb-4 grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_12rem_11rem_11rem]">
        <div className="self-end">
          <SearchField data-key="/" label={t('audit.search')} value={text} onChange={setText} />
        </div>
        <SelectField
          label={t('audit.kind')}
          choices={[
            { value: '', label: t('actions.all') },
            ...kinds.map((value) => ({ value, label: kindName(value) })),
          ]}
          value={kind}
          onChange={(value) => set({ kind: value })}
        />
        <TextField
          label={t('audit.since')}
          type="date"
          value={from}
          onChange={(event) => set({ from: event.target.value })}
        />
        <TextField
          label={t('audit.until')}
          type="date"
          value={to}
          onChange={(event) => set({ to: event.target.value })}
        />
      </div>
      <AuditTrail filter={filter} />
    </>
  );
}

/** Days are those of the reader; the last one is included. */
function filterOf(search: string, kind: string, from: string, to: string): AuditFilter {
  const at = (day: string, offsetMs: number) => new Date(new Date(`${day}T00:00`).getTime() + offsetMs).toISOString();
  const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
  return {
    ...(search.trim() && { search: search.trim() }),
    ...(kind && { subjectKind: kind }),
    ...(isDay(from) && { from: at(from, 0) }),
    ...(isDay(to) && { to: at(to, dayMs) }),
  };
}

/** All that fit, to the end: written page by page, so that no more than one is held as records. */
function useExport(filter: AuditFilter) {
  const t = useTranslations('audit');
  const api = useApi();
  const [written, setWritten] = useState(0);
  const action = useAction({
    run: async () => {
      const parts: Blob[] = [new Blob([auditCsvHeading()])];
      let count = 0;
      for (let after: string | undefined; ;) {
        const { auditLog } = await api.request(AuditLog, { filter, page: { first: exportRows, after } });
        parts.push(new Blob([auditCsv(auditLog.nodes)]));
        setWritten((count += auditLog.nodes.length));
        after = auditLog.pageInfo.endCursor ?? undefined;
        if (!auditLog.pageInfo.hasNextPage || !after) break;
      }
      saveParts(parts, 'text/csv', 'audit.csv');
      return count;
    },
    done: (count) => t('exported', { count }),
    touches: [],
  });
  return { ...action, written };
}
