import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refused, renderPage } from '../../test/render-page';
import type { ServiceStatus, Status } from './status.queries';
import { StatusOverview } from './status-overview';

afterEach(cleanup);

const service: ServiceStatus = {
  name: 'auth',
  version: '1.2.3',
  state: 'OK',
  startedAt: '2026-11-21T08:00:00.000Z',
  residentMemoryBytes: '120000000',
  outboxBacklog: 7,
  deadLetters: 0,
  parts: [{ name: 'database', state: 'OK', detail: null }],
};

const systemStatus: Status = {
  state: 'OK',
  version: '1.2.3',
  shape: 'STANDALONE',
  accountCount: 4,
  checkedAt: '2026-11-21T09:00:00.000Z',
  metrics: {
    measuredAt: '2026-11-21T09:00:00.000Z',
    residentMemoryBytes: '123456789',
    outboxBacklog: 7,
    deadLetters: 0,
  },
  services: [service],
};

const answering = (status: Status) => ({ SystemStatus: () => ({ data: { systemStatus: status } }) });

describe('the status overview', () => {
  it('keeps the places of what is on its way, and says so to a screen reader', async () => {
    renderPage(<StatusOverview />, answering(systemStatus));
    expect(screen.getByText('Loading the system status')).toBeTruthy();
    expect(screen.getAllByText('Dead letters')).toHaveLength(1);
    await screen.findByText('Everything works.');
    expect(screen.queryByText('Loading the system status')).toBeNull();
  });

  it('shows each service with its parts and the figures of all', async () => {
    renderPage(<StatusOverview />, answering(systemStatus));
    expect(await screen.findByRole('heading', { name: 'Authentication' })).toBeTruthy();
    expect(screen.getByText('123 MB')).toBeTruthy();
    expect(screen.getByText('120 MB')).toBeTruthy();
    expect(screen.getByText('Database')).toBeTruthy();
    expect(screen.getByText('Everything works.')).toBeTruthy();
  });

  it('shows what is wrong with a part, and a service that does not answer', async () => {
    const gone = { startedAt: null, residentMemoryBytes: null, outboxBacklog: null, deadLetters: null };
    const parts = [{ name: 'rpc:auth', state: 'FAILED' as const, detail: 'auth does not answer.' }];
    const services: ServiceStatus[] = [
      { ...service, ...gone, state: 'FAILED', parts: [] },
      { ...service, name: 'core', state: 'DEGRADED', parts },
    ];
    renderPage(<StatusOverview />, answering({ ...systemStatus, state: 'DEGRADED', services }));
    expect(await screen.findByText('The service does not answer.')).toBeTruthy();
    expect(screen.getByText('Connection to Authentication')).toBeTruthy();
    expect(screen.getByText('auth does not answer.')).toBeTruthy();
  });

  it('takes sums over no service that answers for no figures', async () => {
    const gone = { startedAt: null, residentMemoryBytes: null, outboxBacklog: null, deadLetters: null };
    const metrics = { ...systemStatus.metrics, residentMemoryBytes: '0', outboxBacklog: 0 };
    const services: ServiceStatus[] = [{ ...service, ...gone, state: 'FAILED', parts: [] }];
    renderPage(<StatusOverview />, answering({ ...systemStatus, state: 'FAILED', metrics, services }));
    expect(await screen.findAllByText('–')).toHaveLength(3);
    expect(screen.queryByText('0 B')).toBeNull();
  });

  it('says so when no service has reported', async () => {
    renderPage(<StatusOverview />, answering({ ...systemStatus, services: [] }));
    expect(await screen.findByText('No service has reported yet')).toBeTruthy();
  });

  it('explains a refusal and tries again when asked to', async () => {
    const answers = {
      SystemStatus: (): object => refused({ code: 'PERMISSION_DENIED', reason: 'permission_missing' }),
    };
    renderPage(<StatusOverview />, answers);
    expect(await screen.findByText('Your account may not see this.')).toBeTruthy();
    answers.SystemStatus = answering(systemStatus).SystemStatus;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Everything works.')).toBeTruthy();
  });

  it('keeps what it knew when it cannot be refreshed', async () => {
    const answers = { SystemStatus: (): object => answering(systemStatus).SystemStatus() };
    renderPage(<StatusOverview />, answers);
    await screen.findByText('Everything works.');
    answers.SystemStatus = () => refused({ code: 'INTERNAL' });
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText(/cannot be refreshed: Something went wrong/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Authentication' })).toBeTruthy();
  });
});
