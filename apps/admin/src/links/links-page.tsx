import { UpdateLinkSettings } from '@vortex/sdk';
import { Button, PageHeader, Skeleton, Tabs } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { useMay } from '../session/permissions';
import { NotToBeHad } from '../shell/not-to-be-had';
import { ScreenHeader } from '../shell/screen-header';
import { LinkGeneral } from './link-general';
import { type LinkSettings, settingsInput } from './link-draft';
import { LinkRules } from './link-rules';
import { useLinkSettings } from './links.queries';

const LinkPreview = dynamic(async () => (await import('./link-preview')).LinkPreview, {
  loading: () => <Skeleton className="h-64" />,
});
const LinkTemplates = dynamic(async () => (await import('./link-templates')).LinkTemplates, {
  loading: () => <Skeleton className="h-64" />,
});

/** How subscription links answer. */
export function LinksPage() {
  const t = useTranslations('links');
  const { data, error, isFetching, refetch } = useLinkSettings();
  if (!data) {
    if (error) return <NotToBeHad title={t('title')} error={error} busy={isFetching} onRetry={refetch} />;
    return (
      <>
        <PageHeader title={t('title')} lead={t('lead')} />
        <Skeleton className="h-96" />
      </>
    );
  }
  return <LinkEditor key={data.revision} settings={data} />;
}

function LinkEditor({ settings }: { readonly settings: LinkSettings }) {
  const t = useTranslations();
  const api = useApi();
  const may = useMay();
  const address = useAddress();
  const [draft, setDraft] = useState(settings);
  const save = useAction({
    run: () => {
      const input = { ...settingsInput(draft), expectedRevision: settings.revision };
      return api.request(UpdateLinkSettings, { input });
    },
    done: () => t('links.saved'),
    undo: () => api.request(UpdateLinkSettings, { input: settingsInput(settings) }),
    touches: ['links', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(save.error);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settings);
  const fields = { draft, onChange: setDraft, refused };
  const tabs = [
    { value: 'general', label: t('links.general'), content: <LinkGeneral {...fields} /> },
    { value: 'rules', label: t('links.rules'), content: <LinkRules {...fields} /> },
    { value: 'templates', label: t('links.templates'), content: <LinkTemplates /> },
    // It shows what only the user and who may see credentials are told.
    ...(may('core.user.credentials')
      ? [{ value: 'preview', label: t('links.preview'), content: <LinkPreview draft={draft} /> }]
      : []),
  ];
  const shown = tabs.find(({ value }) => value === address.get('tab')) ?? tabs[0];
  return (
    <>
      <ScreenHeader
        title={t('links.title')}
        lead={t('links.lead')}
        actions={
          may('core.link.write') && (
            <Button disabled={!isChanged} busy={save.isPending} onClick={() => save.mutate(undefined)}>
              {t('actions.save')}
            </Button>
          )
        }
      />
      <Tabs
        label={t('links.title')}
        value={shown?.value ?? 'general'}
        onChange={(next) => address.set({ tab: next === 'general' ? undefined : next })}
        tabs={tabs}
      />
    </>
  );
}
