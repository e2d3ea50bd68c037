import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Button, PasswordField, StatusBadge, TextField, type Theme, ThemeToggle } from './index';

afterEach(cleanup);

describe('a text field', () => {
  it('is found by its label and read out with what is wrong', () => {
    render(<TextField label="Name" hint="As on the list" error="This name is taken" />);
    const input = screen.getByLabelText('Name');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const note = document.getElementById(input.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toBe('This name is taken');
  });

  it('keeps a password hidden until its owner asks', async () => {
    render(<PasswordField label="Password" labels={{ show: 'Show', hide: 'Hide' }} defaultValue="secret" />);
    const input = screen.getByLabelText('Password');
    expect(input.getAttribute('type')).toBe('password');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(input.getAttribute('type')).toBe('text');
    await userEvent.click(screen.getByRole('button', { name: 'Hide' }));
    expect(input.getAttribute('type')).toBe('password');
  });
});

describe('a button', () => {
  it('does its work once while it is busy, and keeps the focus', async () => {
    let submitted = 0;
    const onSubmit = () => void (submitted += 1);
    const form = (busy: boolean) => (
      <form action={onSubmit}>
        <Button type="submit" busy={busy}>
          Save
        </Button>
      </form>
    );
    const { rerender } = render(form(false));
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    rerender(form(true));
    await userEvent.keyboard('{Enter}');
    expect(submitted).toBe(1);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Save' }));
  });
});

describe('a choice of themes', () => {
  it('is one group of radio buttons, so that the arrow keys move through it', async () => {
    const labels = { light: 'Light', dark: 'Dark', system: 'As the system' };
    function Choice() {
      const [theme, setTheme] = useState<Theme>('light');
      return <ThemeToggle label="Theme" labels={labels} value={theme} onChange={setTheme} />;
    }
    render(<Choice />);
    expect(screen.getByRole('group', { name: 'Theme' })).toBeTruthy();
    const names = screen.getAllByRole('radio').map((radio) => radio.getAttribute('name'));
    expect(new Set(names).size).toBe(1);
    await userEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Dark' }).checked).toBe(true);
  });
});

describe('a status badge', () => {
  it('tells the state by word, not by colour alone', () => {
    render(<StatusBadge tone="danger" label="Failed" />);
    expect(screen.getByText('Failed')).toBeTruthy();
  });
});
