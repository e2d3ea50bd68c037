import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../test/render-page';
import type { IncidentRow } from '../incidents/incidents.queries';
import { useSession } from '../session/session.store';
import { Attention } from './attention';

beforeEach(() => {
  const account = { tenantId: 'ours', role: 'mine' } as Parameters<
    ReturnType<typeof useSession.getState>['begin']
  >[0]['account'];
  act(() => useSession.getState().begin({ account }));
});
afterEach(cleanup);

const at = '2026-11-21T09:00:00.000Z';
const incident = (given: Partial<IncidentRow>): IncidentRow => ({
  ...{ id: 'first', kind: 'CLOCK_SKEWED', serverId: 's', server: { id: 's', name: 'Berlin' } },
  ...{ count: 1, firstAt: at, lastAt: at, acknowledgedAt: null, ...given },
});

/** The overview's answers for somebody who may do so much. */
function answering(permissions: readonly string[], incidents: IncidentRow[]) {
  const open = [...incidents];
  return {
    Roles: () => ({ data: { roles: [{ name: 'mine', permissions }] } }),
    Incidents: () => ({ data: { incidents: { nodes: open, pageInfo: { hasNextPage: false } } } }),
    AcknowledgeIncident: ({ id }: Record<string, unknown>) => {
      open.splice(0, open.length, ...open.filter((one) => one.id !== id));
      return { data: { acknowledgeIncident: { id, acknowledgedAt: at } } };
    },
  };
}

it('shows what nodes should not have done, the gravest first, until somebody has taken note of it', async () => {
  const stranger = { id: 'second', kind: 'CERTIFICATE_REFUSED', count: 7, serverId: null, server: null } as const;
  const permissions = ['nodes.server.read', 'nodes.server.write'];
  renderPage(<Attention servers={[]} />, answering(permissions, [incident({}), incident(stranger)]));
  await screen.findByText('Berlin: the clock is minutes off');
  const [first, second] = screen.getAllByRole('link');
  expect(first?.textContent).toMatch(/^A stranger: a certificate was refused.* \(7 times\)$/);
  expect(first?.getAttribute('href')).toBe('/audit?q=nodes.node.incident');
  expect(second?.getAttribute('href')).toBe('/servers/server?id=s');
  await userEvent.click(screen.getByRole('button', { name: 'Take note: Berlin: the clock is minutes off' }));
  await userEvent.click(await screen.findByRole('button', { name: /Take note: A stranger/ }));
  await screen.findByText('Nothing needs attention.');
});

it('offers nothing to take note with to who may only look', async () => {
  renderPage(<Attention servers={[]} />, answering(['nodes.server.read'], [incident({ count: 2 })]));
  await screen.findByText('Berlin: the clock is minutes off (2 times)');
  expect(screen.queryByRole('button')).toBeNull();
});

it('asks for no incidents where one may not see any', async () => {
  const { asked } = renderPage(<Attention servers={[]} />, answering(['core.link.read'], [incident({})]));
  await screen.findByText('Nothing needs attention.');
  expect(asked).not.toContain('Incidents');
});
