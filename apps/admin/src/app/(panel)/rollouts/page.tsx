'use client';

import { RolloutsPage } from '../../../rollouts/rollouts-page';
import { ScreenTexts } from '../../../preferences/screen-texts';

export default function RolloutsRoute() {
  return (
    <ScreenTexts>
      <RolloutsPage />
    </ScreenTexts>
  );
}
