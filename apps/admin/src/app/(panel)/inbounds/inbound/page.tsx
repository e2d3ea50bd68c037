'use client';

import { InboundPage } from '../../../../inbounds/inbound-page';
import { ScreenTexts } from '../../../../preferences/screen-texts';

export default function InboundRoute() {
  return (
    <ScreenTexts>
      <InboundPage />
    </ScreenTexts>
  );
}
