import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refused, renderPage } from '../../test/render-page';
import { AccountControls } from './account-controls';
import { ChangePasswordPage } from './change-password-page';
import { Gate } from './gate';
import { useSession } from './session.store';
import { SignInPage } from './sign-in-page';

const visited: string[] = [];
jest.mock('next/navigation', () => ({ useRouter: () => ({ replace: (place: string) => visited.push(place) }) }));

const account = { id: '1', tenantId: '1', username: 'admin', role: 'owner', createdAt: '2026-11-21T08:00:00.000Z' };
const session = (mustChangePassword: boolean) => ({
  accessToken: null,
  refreshToken: null,
  expiresAt: '2026-11-21T09:00:00.000Z',
  account: { ...account, mustChangePassword },
});
const healthy = () => ({ data: { healthCheck: { state: 'OK', parts: [], checkedAt: '2026-11-21T08:00:00.000Z' } } });

afterEach(() => {
  cleanup();
  useSession.getState().end();
  visited.length = 0;
});

describe('signing in', () => {
  it('asks for what is missing, by keyboard, before it asks the server', async () => {
    const { asked } = renderPage(<SignInPage />, { HealthCheck: healthy });
    await userEvent.type(screen.getByLabelText('Name'), 'admin{Enter}');
    expect(screen.getByText('Enter your password.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    expect(asked).not.toContain('Login');
  });

  it('begins a session', async () => {
    renderPage(<SignInPage />, { HealthCheck: healthy, Login: () => ({ data: { login: session(true) } }) });
    await userEvent.type(screen.getByLabelText('Name'), 'admin');
    await userEvent.type(screen.getByLabelText('Password'), 'secret{Enter}');
    await screen.findByRole('button', { name: 'Sign in', busy: false });
    expect(useSession.getState().session?.account.username).toBe('admin');
  });

  it('lets somebody of a tenant in, who names it or comes by a link that does', async () => {
    const asked: unknown[] = [];
    const Login = ({ input }: Record<string, unknown>) => {
      asked.push(input);
      return refused({ code: 'UNAUTHENTICATED', reason: 'wrong_credentials' });
    };
    const view = renderPage(<SignInPage />, { HealthCheck: healthy, Login });
    await userEvent.click(screen.getByRole('button', { name: 'I work for a tenant' }));
    await userEvent.type(screen.getByLabelText('Tenant'), 'north-star');
    await userEvent.type(screen.getByLabelText('Name'), 'anna');
    await userEvent.type(screen.getByLabelText('Password'), 'secret{Enter}');
    await waitFor(() => expect(asked).toEqual([{ username: 'anna', password: 'secret', tenant: 'north-star' }]));
    view.unmount();
    window.history.replaceState(null, '', '/?tenant=lotus');
    renderPage(<SignInPage />, { HealthCheck: healthy, Login });
    expect(screen.getByLabelText('Tenant')).toHaveProperty('value', 'lotus');
    window.history.replaceState(null, '', '/');
  });

  it('says why it was refused, and why the last session ended', async () => {
    useSession.getState().end('expired');
    const Login = () => refused({ code: 'RESOURCE_EXHAUSTED', reason: 'too_many_attempts' });
    renderPage(<SignInPage />, { HealthCheck: healthy, Login });
    expect(screen.getByText('Your session has ended. Sign in again.')).toBeTruthy();
    await userEvent.type(screen.getByLabelText('Name'), 'admin');
    await userEvent.type(screen.getByLabelText('Password'), 'secret{Enter}');
    expect(await screen.findByText(/Too many attempts/)).toBeTruthy();
  });

  it('tells whether the platform works to people who cannot sign in', async () => {
    renderPage(<SignInPage />, { HealthCheck: healthy });
    expect(await screen.findByText('Working')).toBeTruthy();
  });
});

describe('somebody who opens the page', () => {
  const page = (
    <Gate admits="member">
      <p>the panel</p>
    </Gate>
  );
  beforeEach(() => useSession.setState({ isKnown: false, session: undefined, ended: undefined }));

  it('is who the cookies say', async () => {
    renderPage(page, { Me: () => ({ data: { me: session(false).account } }) });
    expect(screen.queryByText('the panel')).toBeNull();
    expect(await screen.findByText('the panel')).toBeTruthy();
    expect(visited).toEqual([]);
  });

  it('is asked to sign in without any, and told of no session that has ended', async () => {
    renderPage(page, { Me: () => refused({ code: 'UNAUTHENTICATED', reason: 'sign_in_required' }) });
    await waitFor(() => expect(visited).toEqual(['/sign-in']));
    expect(useSession.getState().ended).toBeUndefined();
  });

  it('is not taken for signed out while nobody answers, and is let in once somebody does', async () => {
    jest.useFakeTimers();
    const answers = [refused({ code: 'UNAVAILABLE', reason: 'network' }), { data: { me: session(false).account } }];
    renderPage(page, { Me: () => answers.shift() ?? refused({ code: 'INTERNAL' }) });
    await screen.findByText(/^The panel does not answer\./);
    await act(() => jest.advanceTimersByTimeAsync(5_000));
    expect(screen.getByText('the panel')).toBeTruthy();
    expect(visited).toEqual([]);
    jest.useRealTimers();
  });
});

describe('signing out', () => {
  const signOut = () => userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  beforeEach(() => useSession.getState().begin(session(false)));

  it('ends the session at the server, and then here', async () => {
    const { asked } = renderPage(<AccountControls />, { Logout: () => ({ data: { logout: true } }) });
    await signOut();
    await waitFor(() => expect(useSession.getState().session).toBeUndefined());
    expect(asked).toEqual(['Logout']);
  });

  it('does not pretend to have, while the server cannot', async () => {
    renderPage(<AccountControls />, { Logout: () => refused({ code: 'UNAVAILABLE', reason: 'network' }) });
    await signOut();
    await screen.findByRole('button', { name: 'Sign out', busy: false });
    expect(useSession.getState().session).toBeDefined();
  });
});

describe('changing the password', () => {
  const change = async (current: string, next: string, repeated = next) => {
    await userEvent.type(screen.getByLabelText('Current password'), current);
    await userEvent.type(screen.getByLabelText('New password'), next);
    await userEvent.type(screen.getByLabelText('New password again'), `${repeated}{Enter}`);
  };

  it('explains why it is due, and leads on once it is done', async () => {
    useSession.getState().begin(session(true));
    const answers = { ChangePassword: () => ({ data: { changePassword: session(false) } }) };
    renderPage(<ChangePasswordPage />, answers);
    expect(screen.getByText(/made for the first time only/)).toBeTruthy();
    await change('generated', 'four words in a row');
    await screen.findByRole('link', { name: 'Back to the overview' });
    expect(useSession.getState().session?.account.mustChangePassword).toBe(false);
    expect(visited).toEqual(['/']);
  });

  it('puts what the server refuses at the input it is about', async () => {
    useSession.getState().begin(session(true));
    const violations = [{ path: 'input.newPassword', code: 'too_common', message: 'Choose another.' }];
    renderPage(<ChangePasswordPage />, { ChangePassword: () => refused({ code: 'INVALID_INPUT', violations }) });
    await change('generated', 'passwordpassword');
    expect(await screen.findByText(/passwords everybody tries first/)).toBeTruthy();
    expect(screen.getByLabelText('New password').getAttribute('aria-invalid')).toBe('true');
    expect(visited).toEqual([]);
  });

  it('does not send two that differ', async () => {
    useSession.getState().begin(session(true));
    const { asked } = renderPage(<ChangePasswordPage />, {});
    await change('generated', 'four words in a row', 'five words in a row');
    expect(screen.getByText('The two do not match.')).toBeTruthy();
    expect(asked).toEqual([]);
  });
});
