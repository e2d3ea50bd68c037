import { VortexError } from '@vortex/sdk';
import { Alert, Button, CenteredPage, PasswordField } from '@vortex/ui';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '../api/use-error-text';
import { PreferenceControls } from '../preferences/preference-controls';
import { AccountControls } from './account-controls';
import { type PasswordChange, type PasswordProblem, problemsIn, problemsOf } from './new-password';
import { useChangePassword } from './session.queries';
import { useSession } from './session.store';

const empty: PasswordChange = { current: '', next: '', repeated: '' };
const fields = ['current', 'next', 'repeated'] as const;

export function ChangePasswordPage() {
  const t = useTranslations();
  const errorText = useErrorText();
  const router = useRouter();
  const forced = useSession((state) => state.session?.account.mustChangePassword ?? false);
  const username = useSession((state) => state.session?.account.username);
  const changePassword = useChangePassword();
  const [input, setInput] = useState(empty);
  const [submitted, setSubmitted] = useState(false);

  const refused = changePassword.error instanceof VortexError ? problemsIn(changePassword.error) : {};
  const problems = submitted ? { ...refused, ...problemsOf(input) } : {};
  const otherError = changePassword.error && Object.keys(refused).length === 0 ? changePassword.error : undefined;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setSubmitted(true);
    const wrong = problemsOf(input);
    const first = fields.find((field) => wrong[field]);
    if (first) {
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
      return;
    }
    const change = { currentPassword: input.current, newPassword: input.next };
    changePassword.mutate(change, { onSuccess: () => router.replace('/') });
  }

  function problemText(problem: PasswordProblem | undefined): string | undefined {
    if (!problem) return undefined;
    return problem === 'wrongCurrent' ? t('errors.wrong_current_password') : t(`changePassword.${problem}`);
  }

  return (
    <CenteredPage
      brand={t('brand')}
      title={t('changePassword.title')}
      lead={forced ? t('changePassword.forced') : undefined}
      controls={
        <>
          <PreferenceControls />
          <AccountControls />
        </>
      }
    >
      <title>{`${t('changePassword.title')} – ${t('brand')}`}</title>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        {otherError && <Alert tone="danger">{errorText(otherError)}</Alert>}
        {/* Tells password managers whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={username ?? ''} readOnly hidden />
        {fields.map((field) => (
          <PasswordField
            key={field}
            name={field}
            label={t(`changePassword.${field}`)}
            labels={{ show: t('password.show'), hide: t('password.hide') }}
            autoComplete={field === 'current' ? 'current-password' : 'new-password'}
            autoFocus={field === 'current'}
            value={input[field]}
            onChange={(event) => {
              setInput({ ...input, [field]: event.target.value });
              changePassword.reset();
            }}
            hint={field === 'next' ? t('changePassword.hint') : undefined}
            error={problemText(problems[field])}
          />
        ))}
        <Button type="submit" wide busy={changePassword.isPending}>
          {t('changePassword.submit')}
        </Button>
        {!forced && (
          <Link
            href="/"
            prefetch={false}
            className="text-center text-sm font-semibold text-accent underline-offset-4 hover:underline"
          >
            {t('changePassword.cancel')}
          </Link>
        )}
      </form>
    </CenteredPage>
  );
}
