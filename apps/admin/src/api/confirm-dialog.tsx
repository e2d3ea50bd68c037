import { TextField } from '@vortex/ui';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FormDialog } from './form-dialog';

export interface Confirmation {
  readonly title: string;
  readonly detail: ReactNode;
  readonly confirmLabel: string;
  /** What has to be typed first, for what cannot be taken back. */
  readonly typed?: string;
  readonly run: () => void;
}

interface ConfirmDialogProps {
  /** What is asked; nothing is. */
  readonly asked: Confirmation | undefined;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ asked, onClose }: ConfirmDialogProps) {
  const t = useTranslations('actions');
  const [typed, setTyped] = useState('');
  useEffect(() => setTyped(''), [asked]);
  return (
    <FormDialog
      open={asked !== undefined}
      onClose={onClose}
      title={asked?.title ?? ''}
      submitLabel={asked?.confirmLabel ?? ''}
      danger
      busy={false}
      error={undefined}
      fields={[]}
      disabled={asked?.typed !== undefined && typed.trim() !== asked.typed}
      onSubmit={() => {
        onClose();
        asked?.run();
      }}
    >
      <div className="text-sm wrap-anywhere">{asked?.detail}</div>
      {asked?.typed !== undefined && (
        <TextField
          label={t('typeToConfirm', { text: asked.typed })}
          value={typed}
          autoComplete="off"
          autoFocus
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
