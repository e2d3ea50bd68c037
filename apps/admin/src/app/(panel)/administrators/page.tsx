'use client';

import { AdministratorsPage } from '../../../administrators/administrators-page';

export default function AdministratorsRoute() {
  return <AdministratorsPage />;
}
