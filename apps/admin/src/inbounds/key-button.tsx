import { GenerateKeys, type KeyKind } from '@vortex/sdk';
import { Button, Icon } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import type { SettingProps } from './setting-props';
import { useSettingsAround } from './settings-around';

/** By where a setting stands, what makes one. */
const kinds: Readonly<Record<string, KeyKind>> = {
  'input.settings.realitySettings.privateKey': 'REALITY',
  'input.settings.realitySettings.shortIds': 'SHORT_ID',
  'input.settings.secretKey': 'WIREGUARD',
  'input.settings.decryption': 'VLESS_ENCRYPTION',
};

const shadowsocksKeys: Readonly<Record<string, KeyKind>> = {
  '2022-blake3-aes-128-gcm': 'SHADOWSOCKS_2022_AES_128',
  '2022-blake3-aes-256-gcm': 'SHADOWSOCKS_2022_AES_256',
  '2022-blake3-chacha20-poly1305': 'SHADOWSOCKS_2022_CHACHA20',
};

/** Makes a key where one is asked for, and shows what clients get of it. */
export function KeyButton({ path, value, onChange }: SettingProps) {
  const t = useTranslations('inbounds');
  const api = useApi();
  const { settings, setSettings } = useSettingsAround();
  const kind = path === 'input.settings.password' ? shadowsocksKeys[String(settings['method'])] : kinds[path];
  const generate = useAction({
    run: async (wanted: KeyKind) => (await api.request(GenerateKeys, { kind: wanted })).generateKeys,
    touches: [],
  });
  if (!kind) return null;
  const take = () =>
    generate.mutate(kind, {
      onSuccess: ({ privateValue, publicValue }) => {
        if (kind === 'SHORT_ID') onChange([...(Array.isArray(value) ? (value as unknown[]) : []), privateValue]);
        else if (kind === 'VLESS_ENCRYPTION')
          setSettings({ ...settings, decryption: privateValue, encryption: publicValue });
        else onChange(privateValue);
      },
    });
  const shown = kind === 'SHORT_ID' || kind === 'VLESS_ENCRYPTION' ? undefined : generate.data?.publicValue;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button variant="secondary" small busy={generate.isPending} onClick={take}>
        <Icon name="token" className="size-4" />
        {t('generate')}
      </Button>
      {shown && <code className="min-w-0 text-xs break-all text-ink-muted">{t('generated', { value: shown })}</code>}
    </div>
  );
}
