'use client';

import { TenantsPage } from '../../../tenants/tenants-page';

export default function TenantsRoute() {
  return <TenantsPage />;
}
