'use client';

import { InboundsPage } from '../../../inbounds/inbounds-page';

export default function InboundsRoute() {
  return <InboundsPage />;
}
