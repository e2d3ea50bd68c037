'use client';

import type { ReactNode } from 'react';
import { Gate } from '../../session/gate';
import { PanelShell } from '../../shell/panel-shell';

export default function PanelLayout({ children }: { readonly children: ReactNode }) {
  return (
    <Gate admits="member">
      <PanelShell>{children}</PanelShell>
    </Gate>
  );
}
