'use client';

import { HostsPage } from '../../../hosts/hosts-page';

export default function HostsRoute() {
  return <HostsPage />;
}
