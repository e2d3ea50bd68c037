import { Alert, Button, Dialog, Icon } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { CopyButton } from './copy-button';

interface SecretDialogProps {
  /** What it is, e.g. whose password. */
  readonly label: string;
  readonly secret: string | undefined;
  /** Where it is good for, to be sent along with it. */
  readonly address?: string;
  readonly onClose: () => void;
}

/** Shows what is told this once. */
export function SecretDialog({ label, secret, address, onClose }: SecretDialogProps) {
  const t = useTranslations();
  return (
    <Dialog
      open={secret !== undefined}
      onClose={onClose}
      title={t('secret.title')}
      closeLabel={t('actions.close')}
      footer={
        <Button onClick={onClose}>
          <Icon name="check" className="size-4.5" />
          {t('actions.close')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Alert tone="warning">{t('secret.detail')}</Alert>
        <Copied label={label} text={secret ?? ''} />
        {address && <Copied label={t('secret.address')} text={address} />}
      </div>
    </Dialog>
  );
}

function Copied({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium wrap-anywhere">{label}</p>
      <div className="flex items-center gap-2 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 text-sm break-all">{text}</code>
        <CopyButton text={text} of={label} />
      </div>
    </div>
  );
}
