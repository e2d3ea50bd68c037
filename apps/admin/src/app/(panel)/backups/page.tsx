'use client';

import { BackupsPage } from '../../../backups/backups-page';
import { ScreenTexts } from '../../../preferences/screen-texts';

export default function BackupsRoute() {
  return (
    <ScreenTexts>
      <BackupsPage />
    </ScreenTexts>
  );
}
