import { type MachineFieldsFragment, RevokeMachine, type ServerFieldsFragment, WriteOffMachine } from '@vortex/sdk';
import { Alert, Button, Card, EmptyState, Fact, Facts, Icon, StatusBadge } from '@vortex/ui';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../api/api';
import { type Confirmation, ConfirmDialog } from '../api/confirm-dialog';
import { useAction } from '../api/use-action';
import { Moment } from '../format/moment';
import { useUnits } from '../format/use-units';
import { useMay, useOwns } from '../session/permissions';

const EnrolDialog = dynamic(async () => (await import('./enrol-dialog')).EnrolDialog, { loading: () => null });
/** What a clock may be off before somebody should look at it. */
const mostSkewMs = 2000;

interface MachineCardProps {
  readonly server: ServerFieldsFragment;
  readonly machine: MachineFieldsFragment | null;
}

/** The machine of a server: whether it is there, and how it is. */
export function MachineCard({ server, machine }: MachineCardProps) {
  const t = useTranslations();
  const may = useMay();
  const owns = useOwns();
  const mayEnrol = may('nodes.node.enrol') && owns(server.tenantId);
  const [enrolling, setEnrolling] = useState(false);
  const enrol = mayEnrol && (
    <Button variant={machine ? 'secondary' : 'primary'} small onClick={() => setEnrolling(true)}>
      <Icon name="plus" className="size-4" />
      {t(machine ? 'machine.enrolAgain' : 'machine.enrol')}
    </Button>
  );
  return (
    <Card
      title={t('machine.title')}
      aside={
        machine && (
          <StatusBadge
            tone={machine.connected ? 'ok' : 'danger'}
            label={t(machine.connected ? 'machine.connected' : 'machine.away')}
          />
        )
      }
    >
      {machine ? (
        <>
          {machine.problem && (
            <div className="mb-4">
              <Alert tone="danger">{machine.problem}</Alert>
            </div>
          )}
          <MachineFacts machine={machine} />
          <div className="mt-5 flex flex-wrap gap-2">
            {enrol}
            {mayEnrol && <OrderButton server={server} order="revoke" />}
            {mayEnrol && !machine.connected && <OrderButton server={server} order="writeOff" />}
          </div>
        </>
      ) : (
        <EmptyState icon="server" title={t('machine.notYet')} detail={t('machine.notYetDetail')} action={enrol} />
      )}
      {enrolling && <EnrolDialog serverId={server.id} onClose={() => setEnrolling(false)} />}
    </Card>
  );
}

function MachineFacts({ machine }: { readonly machine: MachineFieldsFragment }) {
  const t = useTranslations('machine');
  const units = useUnits();
  const skew = Math.abs(machine.clockSkewMs);
  return (
    <Facts>
      {machine.seenAt && (
        <Fact name={t('seen')}>
          <Moment at={machine.seenAt} />
        </Fact>
      )}
      <Fact name={t('users')}>{units.number(machine.users)}</Fact>
      <Fact name={t('configuration')}>{t(machine.configurationApplied ? 'applied' : 'notApplied')}</Fact>
      <Fact name={t('agent')}>{machine.agentVersion}</Fact>
      {machine.connected ? (
        <LiveFacts machine={machine} />
      ) : (
        <Fact name={t('throughput')}>
          <span className="font-normal text-ink-muted">{t('unknown')}</span>
        </Fact>
      )}
      <Fact name={t('clock')}>{skew < mostSkewMs ? t('clockRight') : t('clockOff', { seconds: skew / 1000 })}</Fact>
      {machine.certificateIssuedAt && (
        <Fact name={t('certificateAge')}>
          <Moment at={machine.certificateIssuedAt} />
        </Fact>
      )}
      {machine.certificateExpiresAt && (
        <Fact name={t('certificate')}>
          <Moment at={machine.certificateExpiresAt} />
        </Fact>
      )}
    </Facts>
  );
}

/** What a machine tells of the moment: nobody knows it of one that is silent. */
function LiveFacts({ machine }: { readonly machine: MachineFieldsFragment }) {
  const t = useTranslations('machine');
  const units = useUnits();
  return (
    <>
      <Fact name={t('sessions')}>{units.number(machine.sessions)}</Fact>
      <Fact name={t('engine')}>{machine.engineHealthy ? machine.engineVersion : t('engineIll')}</Fact>
      <Fact name={t('throughput')}>
        <span className="block">{t('down', { rate: units.bitrate(Number(machine.downlinkBytesPerSecond)) })}</span>
        <span className="block">{t('up', { rate: units.bitrate(Number(machine.uplinkBytesPerSecond)) })}</span>
      </Fact>
      {machine.processors > 0 && (
        <Fact name={t('processors')}>
          {t('processorsOf', { use: units.share(machine.processorUse), count: machine.processors })}
        </Fact>
      )}
      <Fact name={t('load')}>{units.number(machine.load)}</Fact>
      <Fact name={t('memory')}>
        {t('memoryOf', { free: units.bytes(machine.memoryFreeBytes), all: units.bytes(machine.memoryBytes) })}
      </Fact>
    </>
  );
}

/** What is asked about before it is done to the machine of a server. */
function OrderButton({
  server,
  order,
}: {
  readonly server: ServerFieldsFragment;
  readonly order: 'revoke' | 'writeOff';
}) {
  const t = useTranslations('machine');
  const api = useApi();
  const [asked, setAsked] = useState<Confirmation>();
  const of = { serverId: server.id };
  const given = useAction<undefined, unknown>({
    run: () => (order === 'revoke' ? api.request(RevokeMachine, of) : api.request(WriteOffMachine, of)),
    done: () => t(`${order}Done`, { name: server.name }),
    touches: ['servers', 'audit'],
  });
  const ask = () =>
    setAsked({
      title: `${t(order)}: ${server.name}`,
      detail: t(`${order}Detail`),
      confirmLabel: t(order),
      run: () => given.mutate(undefined),
    });
  return (
    <>
      <Button variant="quiet" small busy={given.isPending} onClick={ask}>
        {t(order)}
      </Button>
      <ConfirmDialog asked={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
