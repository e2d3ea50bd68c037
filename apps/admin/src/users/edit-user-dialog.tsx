import { UpdateUser } from '@vortex/sdk';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { draftOf, problemsOf, undoInput, updateInput, type UserDetail } from './user-draft';
import { NameField, UserFields, userFieldPaths } from './user-fields';
import { usePatchUser } from './users.queries';

interface EditUserDialogProps {
  readonly user: UserDetail;
  readonly onClose: () => void;
}

export function EditUserDialog({ user, onClose }: EditUserDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const patch = usePatchUser();
  const [before] = useState(() => draftOf(user));
  const [draft, setDraft] = useState(before);
  const [revision] = useState(user.revision);
  const [submitted, setSubmitted] = useState(false);
  const write = async (input: ReturnType<typeof updateInput>) => {
    const changed = (await api.request(UpdateUser, { id: user.id, input })).updateUser;
    patch(changed);
    return changed;
  };
  const update = useAction({
    run: () => write(updateInput(before, draft, revision)),
    done: ({ username: name }) => t('users.saved', { name }),
    undo: () => write(undoInput(before, draft)),
    touches: ['audit'],
    inForm: true,
  });
  const refused = useFieldError(update.error);
  const fields = { draft, onChange: setDraft, problems: submitted ? problemsOf(draft) : {}, refused };

  function submit() {
    setSubmitted(true);
    if (Object.keys(problemsOf(draft)).length === 0) update.mutate(undefined, { onSuccess: onClose });
  }

  return (
    <FormDialog
      open
      onClose={onClose}
      place="end"
      title={t('user.edit')}
      submitLabel={t('actions.save')}
      busy={update.isPending}
      error={update.error}
      fields={userFieldPaths}
      onSubmit={submit}
    >
      <NameField {...fields} />
      <UserFields {...fields} />
    </FormDialog>
  );
}
