'use client';

import { ScreenTexts } from '../../../preferences/screen-texts';
import { TokensPage } from '../../../tokens/tokens-page';

export default function TokensRoute() {
  return (
    <ScreenTexts>
      <TokensPage />
    </ScreenTexts>
  );
}
