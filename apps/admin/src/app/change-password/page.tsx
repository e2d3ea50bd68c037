'use client';

import { ChangePasswordPage } from '../../session/change-password-page';
import { Gate } from '../../session/gate';

export default function ChangePasswordRoute() {
  return (
    <Gate admits="account">
      <ChangePasswordPage />
    </Gate>
  );
}
