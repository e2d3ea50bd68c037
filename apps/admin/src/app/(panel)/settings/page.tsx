'use client';

import { SettingsPage } from '../../../settings/settings-page';

export default function SettingsRoute() {
  return <SettingsPage />;
}
