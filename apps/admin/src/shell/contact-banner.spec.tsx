import { useQuery } from '@tanstack/react-query';
import { Me } from '@vortex/sdk';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { refused, renderPage } from '../../test/render-page';
import { useApi } from '../api/api';
import { ContactBanner } from './contact-banner';

afterEach(cleanup);

function Name() {
  const api = useApi();
  const { data, refetch } = useQuery({
    queryKey: ['me'],
    queryFn: async () => (await api.request(Me, {})).me.username,
  });
  return <button onClick={() => void refetch()}>{data}</button>;
}

it('says that what is shown is of an earlier answer, until there is a new one', async () => {
  const known = (username: string) => ({ data: { me: { username } } });
  const answers = [known('anna'), refused({ code: 'INTERNAL' }), known('berta')];
  renderPage(
    <>
      <ContactBanner />
      <Name />
    </>,
    { Me: () => answers.shift() ?? refused({ code: 'UNIMPLEMENTED' }) },
  );
  const name = await screen.findByRole('button', { name: 'anna' });
  expect(screen.queryByRole('status')).toBeNull();
  await userEvent.click(name);
  expect((await screen.findByRole('status')).textContent).toMatch(/may be old/);
  expect(screen.getByRole('button', { name: 'anna' })).toBeTruthy();
  await act(() => userEvent.click(name));
  await screen.findByRole('button', { name: 'berta' });
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
});
