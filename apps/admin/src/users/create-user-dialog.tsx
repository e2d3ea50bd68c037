import { CreateUser, DeleteUser } from '@vortex/sdk';
import { Icon } from '@vortex/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { createInput, emptyDraft, problemsOf } from './user-draft';
import { NameField, UserFields, userFieldPaths } from './user-fields';
import { useResetUsers } from './users.queries';

/** Creates a user of a name alone; everything else waits behind one click. */
export function CreateUserDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('users');
  const api = useApi();
  const router = useRouter();
  const reset = useResetUsers();
  const [draft, setDraft] = useState(emptyDraft);
  const [submitted, setSubmitted] = useState(false);
  const create = useAction({
    run: async () => (await api.request(CreateUser, { input: createInput(draft) })).createUser,
    done: ({ username: name }) => t('created', { name }),
    undo: async ({ id }) => {
      await api.request(DeleteUser, { id });
      router.push('/users');
      reset();
    },
    touches: ['audit'],
    inForm: true,
  });
  const refused = useFieldError(create.error);
  const problems = submitted ? problemsOf(draft) : {};
  const fields = { draft, onChange: setDraft, problems, refused };

  function submit() {
    setSubmitted(true);
    if (Object.keys(problemsOf(draft)).length > 0) return;
    create.mutate(undefined, {
      onSuccess: ({ id }) => {
        onClose();
        reset();
        router.push(`/users/user?id=${id}`);
      },
    });
  }

  return (
    <FormDialog
      open
      onClose={onClose}
      place="end"
      title={t('create')}
      submitLabel={t('create')}
      busy={create.isPending}
      error={create.error}
      fields={userFieldPaths}
      onSubmit={submit}
    >
      <NameField {...fields} />
      <details className="group">
        <summary className="flex min-h-10 cursor-pointer list-none items-center gap-1.5 rounded-control text-sm font-semibold text-accent">
          <Icon name="chevronRight" className="size-4 transition-transform group-open:rotate-90" />
          {t('more')}
        </summary>
        <div className="mt-4 flex flex-col gap-5">
          <UserFields {...fields} />
        </div>
      </details>
    </FormDialog>
  );
}
