import { Toaster } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useToasts } from './toasts.store';

export function PanelToaster() {
  const t = useTranslations('actions');
  const { toasts, close } = useToasts();
  return <Toaster label={t('notices')} closeLabel={t('close')} toasts={toasts} onClose={close} />;
}
