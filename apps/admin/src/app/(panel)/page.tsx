'use client';

import { OverviewPage } from '../../overview/overview-page';

export default function OverviewRoute() {
  return <OverviewPage />;
}
