'use client';

import { Gate } from '../session/gate';
import { StatusPage } from '../status/status-page';

export default function HomeRoute() {
  return (
    <Gate admits="member">
      <StatusPage />
    </Gate>
  );
}
