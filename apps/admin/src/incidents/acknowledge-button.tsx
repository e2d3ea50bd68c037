import { AcknowledgeIncident } from '@vortex/sdk';
import { Button, Icon } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { useAction } from '../api/use-action';
import { useMay } from '../session/permissions';

interface AcknowledgeButtonProps {
  readonly id: string;
  /** What is taken note of, for who does not see where the button stands. */
  readonly what: string;
}

/** Takes note of an incident. Nothing for who may not. */
export function AcknowledgeButton({ id, what }: AcknowledgeButtonProps) {
  const t = useTranslations('incidents');
  const api = useApi();
  const may = useMay();
  const acknowledge = useAction({
    run: () => api.request(AcknowledgeIncident, { id }),
    touches: ['incidents', 'audit'],
  });
  if (!may('nodes.server.write')) return null;
  return (
    <Button
      variant="quiet"
      small
      narrow
      title={t('acknowledge')}
      busy={acknowledge.isPending}
      aria-label={t('acknowledgeThis', { what })}
      onClick={() => acknowledge.mutate(undefined)}
    >
      <Icon name="check" className="size-4.5" />
    </Button>
  );
}
