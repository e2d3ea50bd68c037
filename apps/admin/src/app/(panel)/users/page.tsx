'use client';

import { UsersPage } from '../../../users/users-page';

export default function UsersRoute() {
  return <UsersPage />;
}
