import { CheckRealityTarget } from '@vortex/sdk';
import { Button, Icon } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import type { Settings } from './json-schema';
import type { SettingProps } from './setting-props';
import { useSettingsAround } from './settings-around';

/** Looks at the site REALITY is to be taken for, and says what speaks against it. */
export function TargetButton({ path, value }: SettingProps) {
  const t = useTranslations('target');
  const api = useApi();
  const { settings } = useSettingsAround();
  const check = useAction({
    run: async (wanted: { readonly target: string; readonly serverNames: readonly string[] }) =>
      (await api.request(CheckRealityTarget, wanted)).checkRealityTarget,
    touches: [],
  });
  if (path !== 'input.settings.realitySettings.target') return null;
  const target = typeof value === 'string' ? value : '';
  const isOfThis = check.variables?.target === target;
  return (
    <div className="mt-2 flex flex-col items-start gap-2">
      <Button
        variant="secondary"
        small
        disabled={target === ''}
        busy={check.isPending}
        onClick={() => check.mutate({ target, serverNames: namesIn(settings) })}
      >
        <Icon name="check" className="size-4" />
        {t('check')}
      </Button>
      <ul role="status" className="flex flex-col gap-1 text-sm">
        {isOfThis && check.data?.problems.length === 0 && (
          <li className="text-ok">{t('fit', { ms: check.data.latencyMs ?? 0 })}</li>
        )}
        {isOfThis &&
          check.data?.problems.map((problem) => (
            <li key={problem} className="text-warning">
              {t(problem, { names: check.data.otherNames.join(', ') })}
            </li>
          ))}
      </ul>
    </div>
  );
}

function namesIn({ realitySettings }: Settings): string[] {
  const { serverNames } = Object(realitySettings) as { serverNames?: unknown };
  return Array.isArray(serverNames) ? serverNames.filter((name) => typeof name === 'string') : [];
}
