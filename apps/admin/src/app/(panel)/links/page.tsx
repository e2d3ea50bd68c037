'use client';

import { LinksPage } from '../../../links/links-page';
import { ScreenTexts } from '../../../preferences/screen-texts';

export default function LinksRoute() {
  return (
    <ScreenTexts>
      <LinksPage />
    </ScreenTexts>
  );
}
