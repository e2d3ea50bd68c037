'use client';

import { ScreenTexts } from '../../../preferences/screen-texts';
import { RolesPage } from '../../../roles/roles-page';

export default function RolesRoute() {
  return (
    <ScreenTexts>
      <RolesPage />
    </ScreenTexts>
  );
}
