import { VortexError } from '@vortex/sdk';
import { Alert, Button, Dialog } from '@vortex/ui';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';

interface FormDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly submitLabel: string;
  readonly busy: boolean;
  /** What the server refused. Problems of inputs that no field has shown are listed here. */
  readonly error: unknown;
  /** Paths of inputs whose fields show what is wrong with them. */
  readonly fields: readonly string[];
  readonly onSubmit: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly place?: 'center' | 'end';
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A form in a window: Enter sends it, Escape leaves it. */
export function FormDialog(props: FormDialogProps) {
  const { open, onClose, title, lead, place, wide, children, onSubmit, busy, submitLabel, danger, disabled } = props;
  const t = useTranslations('actions');
  const formId = useId();
  const elsewhere = violationsElsewhere(props.error, props.fields);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy && !disabled) onSubmit();
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      lead={lead}
      place={place}
      wide={wide}
      closeLabel={t('close')}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={formId} variant={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        {elsewhere.length > 0 && (
          <Alert tone="danger">
            {elsewhere.map(({ path, message }) => (
              <p key={path}>{`${path.replace(/^input\./, '')}: ${message}`}</p>
            ))}
          </Alert>
        )}
        {children}
      </form>
    </Dialog>
  );
}

function violationsElsewhere(error: unknown, fields: readonly string[]) {
  if (!(error instanceof VortexError)) return [];
  return error.violations.filter(({ path }) => !fields.includes(path));
}
