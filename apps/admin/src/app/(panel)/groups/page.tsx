'use client';

import { GroupsPage } from '../../../groups/groups-page';

export default function GroupsRoute() {
  return <GroupsPage />;
}
