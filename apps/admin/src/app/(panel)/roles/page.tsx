'use client';

import { RolesPage } from '../../../roles/roles-page';

export default function RolesRoute() {
  return <RolesPage />;
}
