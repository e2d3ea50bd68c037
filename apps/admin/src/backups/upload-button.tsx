import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Icon } from '@vortex/ui';
import { type ChangeEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useToasts } from '../toasts/toasts.store';
import { uploadBackup } from './restores.queries';
import { useRefusalText } from './use-refusal-text';

/** Brings an archive that was made elsewhere into the list. */
export function UploadButton() {
  const t = useTranslations('backups');
  const field = useRef<HTMLInputElement>(null);
  const show = useToasts((state) => state.show);
  const refusalText = useRefusalText();
  const queryClient = useQueryClient();
  const upload = useMutation({
    mutationFn: uploadBackup,
    onSuccess: (name) => show({ tone: 'ok', text: t('uploaded', { name }) }),
    onError: (error) => show({ tone: 'danger', text: refusalText(error) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['backups'] }),
  });
  function take({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    // The same file may be chosen again.
    target.value = '';
    if (file) upload.mutate(file);
  }
  return (
    <>
      <input ref={field} type="file" className="sr-only" tabIndex={-1} aria-label={t('uploadFile')} onChange={take} />
      <Button variant="secondary" busy={upload.isPending} onClick={() => field.current?.click()}>
        <Icon name="upload" />
        {t('upload')}
      </Button>
    </>
  );
}
