'use client';

import { ServerPage } from '../../../../servers/server-page';

export default function ServerRoute() {
  return <ServerPage />;
}
