import { Alert, Card, SelectField, Skeleton, Tag } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useAddress } from '../address/use-address';
import { useSettled } from '../address/use-settled';
import { useErrorText } from '../api/use-error-text';
import { type LinkSettings, settingsInput } from './link-draft';
import { useLinkPreview, useSomeUsers } from './links.queries';

/** What well-known clients call themselves. */
const clients = [
  ['v2rayNG', 'v2rayNG/1.10.8'],
  ['v2rayN', 'v2rayN/7.12'],
  ['Happ', 'Happ/3.4.1'],
  ['Streisand', 'Streisand/1.6'],
  ['Hiddify', 'HiddifyNext/2.5.7'],
  ['sing-box', 'SFA/1.12.0 (sing-box 1.12.0)'],
  ['Clash Verge', 'clash-verge/v2.3.0'],
  ['FlClash', 'FlClash/v0.8.85 clash-verge'],
  ['Stash', 'Stash/3.1.0 Clash/1.11.0'],
  [
    'Chrome',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  ],
] as const;

/** What a client would be answered, with the settings as they are written and not yet saved. */
export function LinkPreview({ draft }: { readonly draft: LinkSettings }) {
  const t = useTranslations('links');
  const errorText = useErrorText();
  const { data: users } = useSomeUsers();
  const { get, set } = useAddress();
  const userId = (users?.find(({ id }) => id === get('user')) ?? users?.[0])?.id;
  const client = clients.find(([name]) => name === get('client')) ?? clients[0];
  const settings = JSON.parse(useSettled(JSON.stringify(settingsInput(draft)), 300)) as ReturnType<
    typeof settingsInput
  >;
  const headers = [
    { name: 'user-agent', value: client[1] },
    { name: 'accept', value: client[1].startsWith('Mozilla/') ? 'text/html' : '*/*' },
  ];
  const { data: answer, error } = useLinkPreview(userId ? { userId, headers, settings } : undefined);
  if (users?.length === 0) return <Alert>{t('noUser')}</Alert>;
  return (
    <div className="flex flex-col gap-5">
      <div className="grid max-w-3xl gap-5 sm:grid-cols-2">
        <SelectField
          label={t('previewUser')}
          choices={(users ?? []).map(({ id, username }) => ({ value: id, label: username }))}
          value={userId ?? ''}
          onChange={(user) => set({ user })}
        />
        <SelectField
          label={t('previewClient')}
          hint={t('previewHint')}
          choices={clients.map(([name]) => ({ value: name, label: name }))}
          value={client[0]}
          onChange={(name) => set({ client: name })}
        />
      </div>
      {error && <Alert tone="danger">{errorText(error)}</Alert>}
      {!answer && !error && <Skeleton className="h-64" />}
      {answer && (
        <Card
          title={t('answer', { status: answer.status, type: answer.contentType })}
          aside={<Tag tone="accent">{answer.rule === null ? t('byClient') : t('byRule', { rule: answer.rule })}</Tag>}
        >
          <h3 className="mb-2 text-sm font-semibold">{t('headers')}</h3>
          <Text label={t('headers')} text={answer.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')} />
          <h3 className="mt-5 mb-2 text-sm font-semibold">{t('body')}</h3>
          <Text label={t('body')} text={answer.body} />
        </Card>
      )}
    </div>
  );
}

function Text({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <pre
      tabIndex={0}
      role="region"
      aria-label={label}
      className="max-h-96 overflow-auto rounded-control bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap"
    >
      {text}
    </pre>
  );
}
