import { CreateInbound, DeleteInbound, UpdateInbound, VortexError } from '@vortex/sdk';
import { Alert, Button, Card, Icon, Menu, PageHeader, Skeleton, Tabs, Tag } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { useMay } from '../session/permissions';
import {
  fittingKind,
  inboundDraftOf,
  type InboundDraft,
  inboundInput,
  newInbound,
  partsOf,
  type Schemas,
  wholeOf,
} from './inbound-draft';
import { BackToInbounds } from './back-to-inbounds';
import { InboundBasics } from './inbound-basics';
import { InboundSettings } from './inbound-settings';
import type { ShownInbound } from './inbounds.queries';
import { fitting, type Settings } from './json-schema';

const ConflictAlert = dynamic(async () => (await import('../configurations/conflict-alert')).ConflictAlert, {
  loading: () => null,
});
const JsonEditor = dynamic(async () => (await import('./json-editor')).JsonEditor, {
  loading: () => <Skeleton className="h-96" />,
});

interface InboundEditorProps {
  readonly schemas: Schemas;
  /** Absent: a new one. */
  readonly inbound: ShownInbound | undefined;
  readonly serverId: string;
}

export function InboundEditor({ schemas, inbound, serverId }: InboundEditorProps) {
  const t = useTranslations();
  const may = useMay();
  const router = useRouter();
  const [draft, setDraft] = useState(() => (inbound ? inboundDraftOf(inbound) : begun(schemas, serverId)));
  const [tab, setTab] = useState<'form' | 'json'>('form');
  const save = useSave(inbound);
  const refused = useFieldError(save.error);
  const parts = useMemo(() => partsOf(schemas, draft), [schemas, draft]);
  const setSettings = (settings: Settings) => setDraft({ ...draft, settings });
  const elsewhere = save.error instanceof VortexError ? save.error.violations.filter(({ path }) => !isShown(path)) : [];

  function change(next: InboundDraft) {
    const kind = fittingKind(schemas, next);
    const isOther =
      kind.protocol !== draft.protocol || kind.network !== draft.network || kind.security !== draft.security;
    setDraft(isOther ? { ...kind, settings: fitting(wholeOf(partsOf(schemas, kind)), kind.settings) } : kind);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ draft, isForced: false }, { onSuccess: ({ id }) => router.replace(`/inbounds/inbound?id=${id}`) });
  }

  return (
    <>
      <title>{`${inbound?.tag ?? t('inbounds.create')} – ${t('brand')}`}</title>
      <Header inbound={inbound} />
      <form onSubmit={submit} noValidate className="flex max-w-4xl flex-col gap-6">
        <Card>
          <InboundBasics draft={draft} schemas={schemas} isNew={!inbound} onChange={change} refused={refused} />
        </Card>
        <Card title={t('inbounds.settings')}>
          <Tabs
            label={t('inbounds.settings')}
            value={tab}
            onChange={setTab}
            tabs={[
              {
                value: 'form',
                label: t('inbounds.form'),
                content: (
                  <InboundSettings
                    draft={draft}
                    parts={parts}
                    onSettings={setSettings}
                    onChange={setDraft}
                    refused={refused}
                  />
                ),
              },
              {
                value: 'json',
                label: t('inbounds.expert'),
                content: (
                  <JsonEditor
                    schema={wholeOf(parts)}
                    value={draft.settings}
                    onChange={setSettings}
                    error={save.error}
                  />
                ),
              },
            ]}
          />
        </Card>
        {elsewhere.length > 0 && (
          <Alert tone="danger">
            {elsewhere.map(({ path, message }) => (
              <p key={path}>{`${path.replace(/^input\./, '')}: ${message}`}</p>
            ))}
          </Alert>
        )}
        {save.error && (
          <ConflictAlert
            error={save.error}
            busy={save.isPending}
            onTheirs={() => window.location.reload()}
            onMine={() => save.mutate({ draft, isForced: true })}
          />
        )}
        {may('nodes.inbound.write') && (
          <div className="sticky bottom-0 -mx-4 flex justify-end gap-2 border-t border-line bg-canvas px-4 py-3">
            <Button type="submit" busy={save.isPending}>
              {t(inbound ? 'actions.save' : 'inbounds.create')}
            </Button>
          </div>
        )}
      </form>
    </>
  );
}

function begun(schemas: Schemas, serverId: string): InboundDraft {
  const draft = newInbound(serverId);
  return { ...draft, settings: fitting(wholeOf(partsOf(schemas, draft)), {}) };
}

/** A field of the form says what is wrong with it. */
function isShown(path: string): boolean {
  return /^input\.(tag|serverId|port|lastPort|listen|network|security|instance|settings\.)/.test(path);
}

function useSave(inbound: ShownInbound | undefined) {
  const t = useTranslations('inbounds');
  const api = useApi();
  return useAction({
    run: async ({ draft, isForced }: { readonly draft: InboundDraft; readonly isForced: boolean }) => {
      const input = inboundInput(draft);
      if (!inbound) return (await api.request(CreateInbound, { input })).createInbound;
      const { serverId: _, protocol: __, ...changes } = input;
      const expected = isForced ? {} : { expectedRevision: inbound.revision };
      return (await api.request(UpdateInbound, { id: inbound.id, input: { ...changes, ...expected } })).updateInbound;
    },
    done: ({ tag }) => t(inbound ? 'saved' : 'created', { tag }),
    touches: ['inbounds', 'servers', 'groups', 'audit'],
    inForm: true,
  });
}

function Header({ inbound }: { readonly inbound: ShownInbound | undefined }) {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
  const router = useRouter();
  const [asked, setAsked] = useState<Confirmation>();
  const remove = useAction({
    run: (id: string) => api.request(DeleteInbound, { id }),
    done: () => t('inbounds.deleted', { tag: inbound?.tag ?? '' }),
    touches: ['inbounds', 'servers', 'groups', 'audit'],
  });
  if (!inbound) return <PageHeader above={<BackToInbounds />} title={t('inbounds.create')} />;
  const { id, tag } = inbound;
  const ask = () =>
    setAsked({
      title: t('inbounds.deleteTitle', { tag }),
      detail: t('inbounds.deleteDetail'),
      confirmLabel: t('actions.delete'),
      run: () => remove.mutate(id, { onSuccess: () => router.replace('/inbounds') }),
    });
  return (
    <>
      <PageHeader
        above={<BackToInbounds />}
        title={tag}
        lead={inbound.server?.name}
        aside={inbound.groups?.map(({ id: groupId, name }) => (
          <Tag key={groupId}>{name}</Tag>
        ))}
        actions={
          may('nodes.inbound.write') && (
            <Menu
              trigger={
                <Button variant="secondary" narrow aria-label={t('actions.actionsFor', { name: tag })}>
                  <Icon name="more" />
                </Button>
              }
              items={[{ label: t('actions.delete'), icon: 'remove', danger: true, onSelect: ask }]}
            />
          )
        }
      />
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
