import { cleanup, screen } from '@testing-library/react';
import type { MachineFieldsFragment, ServerFieldsFragment } from '@vortex/sdk';
import { renderPage } from '../../test/render-page';
import { MachineCard } from './machine-card';

afterEach(cleanup);

const machine = (connected: boolean) =>
  ({
    ...{ connected, seenAt: '2026-11-21T08:00:00.000Z', agentVersion: '1.2.3', engineVersion: '4.5.6' },
    ...{ engineHealthy: true, users: 12, sessions: 3, configurationApplied: true, problem: '', clockSkewMs: 0 },
    ...{ certificateIssuedAt: null, certificateExpiresAt: null, processors: 2, processorUse: 0.5, load: 1 },
    ...{ uplinkBytesPerSecond: '0', downlinkBytesPerSecond: '0', memoryBytes: '8000', memoryFreeBytes: '4000' },
  }) as MachineFieldsFragment;
const server = { id: '1', tenantId: '1', name: 'Frankfurt' } as ServerFieldsFragment;

describe('the machine of a server', () => {
  it('tells what it does at this moment while it is there', () => {
    renderPage(<MachineCard server={server} machine={machine(true)} />, {});
    expect(screen.getByText('0 kbit/s to users')).toBeTruthy();
    expect(screen.getByText('Connections')).toBeTruthy();
  });

  it('tells when it was last heard of while it is away, and no figure of the moment', () => {
    renderPage(<MachineCard server={server} machine={machine(false)} />, {});
    expect(screen.getByText('Last heard of')).toBeTruthy();
    expect(screen.getByText('Unknown while it is offline')).toBeTruthy();
    for (const name of [/kbit/, /^Connections$/, /^Load$/, /^Memory free$/, /^Processors$/]) {
      expect(screen.queryByText(name)).toBeNull();
    }
  });
});
