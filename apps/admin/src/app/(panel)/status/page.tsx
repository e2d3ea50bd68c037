'use client';

import { StatusPage } from '../../../status/status-page';

export default function StatusRoute() {
  return <StatusPage />;
}
