/** Lists, and what their rows are. */
const queries = {
  User: '{ list: users(page: { first: 20 }) { nodes { id devices { id } } pageInfo { endCursor } } }',
  Group: '{ list: groups(page: { first: 20 }) { nodes { id } pageInfo { endCursor } } }',
  Host: '{ list: hosts(page: { first: 20 }) { nodes { id } pageInfo { endCursor } } }',
  Account: '{ list: accounts(page: { first: 20 }) { nodes { id username } pageInfo { endCursor } } }',
  ApiToken: '{ list: apiTokens(page: { first: 20 }) { nodes { id } pageInfo { endCursor } } }',
  Job: '{ list: jobs(page: { first: 20 }) { nodes { id } pageInfo { endCursor } } }',
  Inbound: '{ list: inbounds(page: { first: 20 }) { nodes { id tenantId } pageInfo { endCursor } } }',
  BackupResult: '{ list: backups(page: { first: 5 }) { nodes { id } pageInfo { endCursor } } }',
  Server: '{ list: servers { id tenantId } }',
  Role: '{ list: roles { id builtIn } }',
};

/** Learns the rows that came to be, so that what is sent later speaks of them too. */
export async function harvest(world) {
  for (const place of Object.values(world.places)) {
    for (const [kind, query] of Object.entries(queries)) {
      const { list } = await world.people.asKeeper(query, {}, place.slug).catch(() => ({ list: [] }));
      if (list.pageInfo?.endCursor) world.cursors = [...world.cursors, list.pageInfo.endCursor].slice(-50);
      for (const row of list.nodes ?? list) learn(world, place, kind, row);
    }
  }
}

function learn(world, { name, id }, kind, row) {
  // The keeper's own account must outlive the run; what others share is theirs; built-in roles are everybody's.
  if (row.username === 'admin' || (row.tenantId ?? id) !== id) return;
  world.learn(name, kind, row.id);
  for (const device of row.devices ?? []) world.learn(name, 'Device', device.id);
}
