'use client';

import { InboundPage } from '../../../../inbounds/inbound-page';

export default function InboundRoute() {
  return <InboundPage />;
}
