import { cleanup, screen } from '@testing-library/react';
import { renderPage } from '../../test/render-page';
import { NotToBeHad } from './not-to-be-had';

afterEach(cleanup);

it('is called something on the screen and by the browser, also where nothing of it could be had', () => {
  renderPage(<NotToBeHad title="Servers" error={new Error('gone')} busy={false} onRetry={() => undefined} />, {});
  expect(screen.getByRole('heading', { level: 1, name: 'Servers' })).toBeTruthy();
  expect(document.title).toBe('Servers – VortexPanel');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
