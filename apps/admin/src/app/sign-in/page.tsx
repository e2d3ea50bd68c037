'use client';

import { Gate } from '../../session/gate';
import { SignInPage } from '../../session/sign-in-page';

export default function SignInRoute() {
  return (
    <Gate admits="guest">
      <SignInPage />
    </Gate>
  );
}
