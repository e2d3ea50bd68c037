'use client';

import { AuditPage } from '../../../audit/audit-page';
import { ScreenTexts } from '../../../preferences/screen-texts';

export default function AuditRoute() {
  return (
    <ScreenTexts>
      <AuditPage />
    </ScreenTexts>
  );
}
