'use client';

import { UserPage } from '../../../../users/user-page';

export default function UserRoute() {
  return <UserPage />;
}
