'use client';

import { BackupsPage } from '../../../backups/backups-page';

export default function BackupsRoute() {
  return <BackupsPage />;
}
