import { Alert, Button, CenteredPage, PasswordField, TextField } from '@vortex/ui';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useErrorText } from '../api/use-error-text';
import { PreferenceControls } from '../preferences/preference-controls';
import { PlatformHealth } from '../status/platform-health';
import { useSignIn } from './session.queries';
import { useSession } from './session.store';

export function SignInPage() {
  const t = useTranslations();
  const errorText = useErrorText();
  const signIn = useSignIn();
  const ended = useSession((state) => state.ended);
  const [submitted, setSubmitted] = useState(false);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  // A link to this page may name it.
  const [tenant, setTenant] = useState(() => new URLSearchParams(window.location.search).get('tenant') ?? undefined);
  const form = useRef<HTMLFormElement>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setSubmitted(true);
    if (username === '' || password === '') {
      form.current?.querySelector<HTMLInputElement>(username === '' ? '[name=username]' : '[name=password]')?.focus();
      return;
    }
    signIn.mutate({ username, password, ...(tenant?.trim() && { tenant: tenant.trim() }) });
  }

  return (
    <CenteredPage
      brand={t('brand')}
      title={t('signIn.title')}
      lead={t('signIn.lead')}
      controls={<PreferenceControls />}
      footer={<PlatformHealth />}
    >
      <title>{`${t('signIn.title')} – ${t('brand')}`}</title>
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-5">
        {signIn.error && <Alert tone="danger">{errorText(signIn.error)}</Alert>}
        {!signIn.error && ended && (
          <Alert tone="warning">{t(ended === 'restored' ? 'signIn.restored' : 'signIn.ended')}</Alert>
        )}
        <TextField
          label={t('signIn.username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
          maxLength={64}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          error={submitted && username === '' ? t('signIn.usernameMissing') : undefined}
        />
        <PasswordField
          label={t('signIn.password')}
          labels={{ show: t('password.show'), hide: t('password.hide') }}
          name="password"
          autoComplete="current-password"
          maxLength={256}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={submitted && password === '' ? t('signIn.passwordMissing') : undefined}
        />
        {tenant !== undefined && (
          <TextField
            label={t('signIn.tenant')}
            hint={t('signIn.tenantHint')}
            name="tenant"
            autoComplete="organization"
            autoCapitalize="none"
            maxLength={64}
            value={tenant}
            onChange={(event) => setTenant(event.target.value)}
          />
        )}
        <Button type="submit" wide busy={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
        {tenant === undefined && (
          <Button variant="quiet" small onClick={() => setTenant('')}>
            {t('signIn.ofTenant')}
          </Button>
        )}
      </form>
    </CenteredPage>
  );
}
