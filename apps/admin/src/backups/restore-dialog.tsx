import { useMutation } from '@tanstack/react-query';
import { type BackupFieldsFragment, RestoreBackup, VortexError } from '@vortex/sdk';
import { Alert, PasswordField, TextField } from '@vortex/ui';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { newRequestId } from './request-id';
import { RestoreCommand } from './restore-command';
import { RestoreFindings } from './restore-findings';
import { checkBackup } from './restores.queries';
import { useRefusalText } from './use-refusal-text';

interface RestoreDialogProps {
  readonly backup: BackupFieldsFragment;
  readonly onClose: () => void;
}

/** Checks an archive, shows what a restore of it comes to, and begins it for who has typed its name and their password. */
export function RestoreDialog({ backup, onClose }: RestoreDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const refusalText = useRefusalText();
  const [requestId] = useState(newRequestId);
  const [passphrase, setPassphrase] = useState('');
  const [confirmation, setConfirmation] = useState('');
  const [password, setPassword] = useState('');
  const { id, fileName, encrypted } = backup;
  const check = useMutation({ mutationFn: () => checkBackup(api, id, passphrase) });
  const restore = useAction({
    run: () => {
      const word = passphrase === '' ? {} : { passphrase };
      return api.request(
        RestoreBackup,
        { input: { id, confirmation, password, requestId, ...word } },
        { timeoutMs: 30_000 },
      );
    },
    touches: ['backups', 'audit'],
    inForm: true,
  });
  const { mutate: begin } = check;
  useEffect(() => {
    if (!encrypted) begin();
  }, [encrypted, begin]);
  const typed = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was refused may be below what the window shows.
    const field = restore.error && typed.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    if (!field) return;
    field.focus();
    field.scrollIntoView({ block: 'center' });
  }, [restore.error]);
  const refused = useFieldError(restore.error ?? check.error);
  const findings = check.data;
  const isApart = check.error instanceof VortexError && check.error.reason === 'restore_apart';
  const isRefused = check.error !== null && !isApart && !refused('input.passphrase');
  const isTyped = confirmation.trim() === fileName && password !== '';
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('backups.restoreTitle', { name: fileName })}
      submitLabel={findings ? t('backups.restore') : t('backups.check')}
      danger={findings !== undefined}
      busy={check.isPending || restore.isPending}
      disabled={isApart || (findings ? !isTyped : encrypted && passphrase === '')}
      error={restore.error}
      fields={['input.passphrase', 'input.confirmation', 'input.password']}
      onSubmit={() => (findings ? restore.mutate(undefined, { onSuccess: onClose }) : begin())}
    >
      <Alert tone="warning">{t('backups.restoreWarning')}</Alert>
      {encrypted && (
        <PasswordField
          label={t('backups.passphrase')}
          labels={{ show: t('password.show'), hide: t('password.hide') }}
          autoComplete="off"
          value={passphrase}
          error={refused('input.passphrase')}
          onChange={(event) => {
            setPassphrase(event.target.value);
            check.reset();
          }}
        />
      )}
      {check.isPending && (
        <p role="status" className="text-sm text-ink-muted">
          {t('backups.checking')}
        </p>
      )}
      {isRefused && <Alert tone="danger">{refusalText(check.error)}</Alert>}
      {isApart && <RestoreCommand backup={backup} />}
      {findings && (
        <div ref={typed} className="flex flex-col gap-5">
          <RestoreFindings findings={findings} sha256={backup.sha256} />
          <TextField
            label={t('actions.typeToConfirm', { text: fileName })}
            value={confirmation}
            autoComplete="off"
            spellCheck={false}
            error={refused('input.confirmation')}
            onChange={(event) => setConfirmation(event.target.value)}
          />
          <PasswordField
            label={t('backups.ownPassword')}
            labels={{ show: t('password.show'), hide: t('password.hide') }}
            autoComplete="current-password"
            value={password}
            error={refused('input.password')}
            onChange={(event) => setPassword(event.target.value)}
          />
          <p className="text-sm text-ink-muted">{t('backups.restoreThen')}</p>
        </div>
      )}
    </FormDialog>
  );
}
