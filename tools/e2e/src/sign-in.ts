import type { Page } from 'playwright-core';
import { chosenPassword, ownerName } from './owner';

const owner = { username: ownerName as string, password: chosenPassword };

/** As people do, whatever the language; the owner with the password the suite gave it, unless another account is named. */
export async function signIn(page: Page, { username, password } = owner): Promise<void> {
  await page.goto('/admin/sign-in/');
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
}
