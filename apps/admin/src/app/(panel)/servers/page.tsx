'use client';

import { ServersPage } from '../../../servers/servers-page';

export default function ServersRoute() {
  return <ServersPage />;
}
