'use client';

import { AuditPage } from '../../../audit/audit-page';

export default function AuditRoute() {
  return <AuditPage />;
}
