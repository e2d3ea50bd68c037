'use client';

import { AdministratorsPage } from '../../../administrators/administrators-page';
import { ScreenTexts } from '../../../preferences/screen-texts';

export default function AdministratorsRoute() {
  return (
    <ScreenTexts>
      <AdministratorsPage />
    </ScreenTexts>
  );
}
