import { cleanup, screen } from '@testing-library/react';
import { refused, renderPage } from '../../test/render-page';
import { useSession } from '../session/session.store';
import { InboundsPage } from './inbounds-page';

jest.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams() }));

afterEach(() => {
  cleanup();
  useSession.getState().end();
});

const reality = { id: '7', tag: 'reality', protocol: 'VLESS', port: 443, lastPort: 443, network: 'RAW' } as const;
const frankfurt = { id: '1', name: 'Frankfurt' };

/** What somebody of a role sees of one inbound, and what was asked beside it. */
function shown(permissions: readonly string[] | undefined) {
  const account = { id: '1', tenantId: '1', username: 'sasha', role: 'helper', mustChangePassword: false };
  useSession.getState().begin({ account: { ...account, createdAt: '2026-11-21T08:00:00.000Z' } });
  const asked: Record<string, unknown>[] = [];
  renderPage(<InboundsPage />, {
    Roles: () =>
      permissions ? { data: { roles: [{ name: 'helper', permissions }] } } : refused({ code: 'PERMISSION_DENIED' }),
    Servers: () => ({ data: { servers: [] } }),
    Inbounds: (variables) => {
      asked.push(variables);
      const node = {
        ...{ ...reality, security: 'REALITY', enabled: true },
        ...(variables['withServers'] === true && { server: frankfurt }),
        ...(variables['withGroups'] === true && { groups: [{ id: '2', name: 'Everybody' }] }),
      };
      return { data: { inbounds: { nodes: [node], pageInfo: { hasNextPage: false, endCursor: null } } } };
    },
  });
  return asked;
}

describe('the list of inbounds', () => {
  it('names the servers and groups of each', async () => {
    shown(['nodes.inbound.read', 'nodes.server.read', 'core.group.read']);
    expect(await screen.findByRole('link', { name: 'reality' })).toBeTruthy();
    expect(screen.getByText('Frankfurt')).toBeTruthy();
    expect(screen.getByText('Everybody')).toBeTruthy();
  });

  it('asks for no groups or servers of who may not see them, once, and shows the rest', async () => {
    const asked = shown(['nodes.inbound.read']);
    expect(await screen.findByRole('link', { name: 'reality' })).toBeTruthy();
    expect(screen.queryByRole('columnheader', { name: 'Groups' })).toBeNull();
    expect(asked).toMatchObject([{ withServers: false, withGroups: false }]);
  });

  it('asks for nothing doubtful where an account may not even read its role', async () => {
    const asked = shown(undefined);
    expect(await screen.findByRole('link', { name: 'reality' })).toBeTruthy();
    expect(asked).toMatchObject([{ withServers: false, withGroups: false }]);
  });
});
