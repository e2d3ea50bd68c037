/** Where the servers of a panel with customers in many countries stand, and how much of its traffic each carries. */
const places = [
  { name: 'Frankfurt 1', country: 'DE', city: 'Frankfurt', latitude: 50.11, longitude: 8.68, share: 24 },
  { name: 'Frankfurt 2', country: 'DE', city: 'Frankfurt', latitude: 50.11, longitude: 8.68, share: 12 },
  { name: 'Amsterdam', country: 'NL', city: 'Amsterdam', latitude: 52.37, longitude: 4.9, share: 18 },
  { name: 'Helsinki', country: 'FI', city: 'Helsinki', latitude: 60.17, longitude: 24.94, share: 14 },
  { name: 'Istanbul', country: 'TR', city: 'Istanbul', latitude: 41.01, longitude: 28.98, share: 12 },
  { name: 'Singapore', country: 'SG', city: 'Singapore', latitude: 1.35, longitude: 103.82, share: 9 },
  { name: 'Tokyo', country: 'JP', city: 'Tokyo', latitude: 35.68, longitude: 139.69, share: 7 },
  { name: 'New York', country: 'US', city: 'New York', latitude: 40.71, longitude: -74.01, share: 4 },
];

/** A server as the rest of the seed knows it. @typedef {{ id: string, share: number, inboundIds: string[] }} Machine */

/**
 * Servers with three inbounds each, and a host for each inbound; those an earlier run has made are taken as they are.
 * @param {import('./panel.mjs').Panel} panel
 * @returns {Promise<Machine[]>}
 */
export async function makeMachines(panel) {
  const { servers } = await panel.ask('{ servers { id name inbounds { id } } }');
  const machines = [];
  for (const [n, { name, share, ...region }] of places.entries()) {
    const known = servers.find((server) => server.name === name);
    const inboundIds = known ? known.inbounds.map(({ id }) => id) : [];
    const id = known?.id ?? (await makeServer(panel, n, name, region, inboundIds));
    machines.push({ id, share, inboundIds });
  }
  return machines;
}

async function makeServer(panel, n, name, region, inboundIds) {
  const address = `203.0.113.${n + 10}`; // for documentation (RFC 5737): nobody answers there
  const input = {
    ...{ name, region, state: 'ACTIVE', shared: true, addresses: [address] },
    ...{ tags: n < 4 ? ['europe'] : ['overseas'], capacity: { users: 5_000, megabitsPerSecond: 1_000 } },
    ...{
      coefficientMilli: region.country === 'US' ? 1_500 : 1_000,
      note: n === 1 ? 'Takes over when Frankfurt 1 is full' : '',
    },
  };
  const { createServer } = await panel.ask(
    'mutation ($input: CreateServerInput!) { createServer(input: $input) { id } }',
    { input },
  );
  for (const inbound of await inboundsOf(panel)) {
    const id = await create(panel, 'Inbound', { ...inbound, serverId: createServer.id, shared: true });
    inboundIds.push(id);
    const remark = `${region.city}${n === 1 ? ' 2' : ''} · ${inbound.tag}`;
    await settled(() => create(panel, 'Host', { inboundId: id, remark, addresses: [address], tags: ['seed'] }));
  }
  return createServer.id;
}

async function inboundsOf(panel) {
  const keys = await panel.ask(
    'mutation { reality: generateKeys(kind: REALITY) { privateValue } shortId: generateKeys(kind: SHORT_ID) { privateValue } }',
  );
  const { key } = await panel.ask('mutation { key: generateKeys(kind: SHADOWSOCKS_2022_AES_256) { privateValue } }');
  const realitySettings = {
    ...{ target: 'www.example.com:443', serverNames: ['www.example.com'] },
    ...{ privateKey: keys.reality.privateValue, shortIds: [keys.shortId.privateValue] },
  };
  return [
    { tag: 'reality', protocol: 'VLESS', port: 443, security: 'REALITY', settings: { realitySettings } },
    {
      ...{ tag: 'shadowsocks', protocol: 'SHADOWSOCKS_2022', port: 8_388 },
      settings: { method: '2022-blake3-aes-256-gcm', password: key.privateValue },
    },
    {
      ...{ tag: 'websocket', protocol: 'VMESS', port: 8_080, network: 'WEBSOCKET' },
      settings: { wsSettings: { path: '/updates' } },
    },
  ];
}

async function create(panel, noun, input) {
  const text = `mutation ($input: Create${noun}Input!) { made: create${noun}(input: $input) { id } }`;
  return (await panel.ask(text, { input })).made.id;
}

/** Core hears of a new inbound a moment after it was made. */
export async function settled(making) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await making();
    } catch (error) {
      if (attempt === 40 || !/inbound/i.test(error.message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
