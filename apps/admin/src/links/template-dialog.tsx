import { useQuery } from '@tanstack/react-query';
import {
  CreateLinkTemplate,
  DeleteLinkTemplate,
  type LinkFormat,
  type LinkTemplateFieldsFragment,
  UpdateLinkTemplate,
  UsualLinkTemplate,
} from '@vortex/sdk';
import { Checkbox, SelectField, TextArea, TextField } from '@vortex/ui';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { FormDialog } from '../api/form-dialog';
import { useAction } from '../api/use-action';
import { useFieldError } from '../api/use-error-text';
import { formatNames, templateFormats } from './link-draft';

interface TemplateDialogProps {
  /** Absent: a new one, which begins as the usual one of its format. */
  readonly template: LinkTemplateFieldsFragment | undefined;
  readonly onClose: () => void;
}

export function TemplateDialog({ template, onClose }: TemplateDialogProps) {
  const t = useTranslations();
  const api = useApi();
  const [name, setName] = useState(template?.name ?? '');
  const [format, setFormat] = useState<LinkFormat>(template?.format ?? 'SING_BOX');
  const [written, setWritten] = useState(template?.content);
  const [isDefault, setDefault] = useState(template?.isDefault ?? false);
  const { data: usual } = useQuery({
    queryKey: ['links', 'usual', format],
    queryFn: async ({ signal }) => (await api.request(UsualLinkTemplate, { format }, { signal })).usualLinkTemplate,
    enabled: !template,
  });
  const content = written ?? usual ?? '';
  const save = useAction({
    run: async () => {
      const input = { name: name.trim(), content, isDefault };
      if (!template) return (await api.request(CreateLinkTemplate, { input: { ...input, format } })).createLinkTemplate;
      const change = { ...input, expectedRevision: template.revision };
      return (await api.request(UpdateLinkTemplate, { id: template.id, input: change })).updateLinkTemplate;
    },
    done: ({ name: saved }) => t('links.templateSaved', { name: saved }),
    undo: ({ id }) => {
      if (!template) return api.request(DeleteLinkTemplate, { id });
      const { name: before, content: text, isDefault: wasDefault } = template;
      return api.request(UpdateLinkTemplate, { id, input: { name: before, content: text, isDefault: wasDefault } });
    },
    touches: ['links', 'audit'],
    inForm: true,
  });
  const refused = useFieldError(save.error);
  return (
    <FormDialog
      open
      onClose={onClose}
      wide
      title={t(template ? 'links.editTemplate' : 'links.addTemplate')}
      submitLabel={t('actions.save')}
      busy={save.isPending}
      error={save.error}
      fields={['input.name', 'input.content']}
      disabled={name.trim() === '' || content === ''}
      onSubmit={() => save.mutate(undefined, { onSuccess: onClose })}
    >
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <TextField
          label={t('links.ruleName')}
          value={name}
          autoFocus
          autoComplete="off"
          maxLength={64}
          error={refused('input.name')}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField<LinkFormat>
          label={t('links.format')}
          disabled={template !== undefined}
          choices={templateFormats.map((value) => ({ value, label: formatNames[value] }))}
          value={format}
          onChange={setFormat}
        />
      </div>
      <TextArea
        label={t('links.content')}
        rows={16}
        spellCheck={false}
        value={content}
        error={refused('input.content')}
        onChange={(event) => setWritten(event.target.value)}
      />
      <Checkbox label={t('links.isDefault')} checked={isDefault} onChange={setDefault} />
    </FormDialog>
  );
}
