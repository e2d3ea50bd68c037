'use client';

import { SessionsPage } from '../../../sessions/sessions-page';

export default function SessionsRoute() {
  return <SessionsPage />;
}
