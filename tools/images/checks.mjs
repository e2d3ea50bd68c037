import { deepStrictEqual, ok } from 'node:assert/strict';

const patienceMs = 90_000;
const askHealth = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: '{ healthCheck { state parts { name state } } }' }),
};

/** What must be true of the images once they run together. */
export function checksOf(containers, addresses) {
  const each = (name, check) =>
    Object.entries(containers).map(([target, container]) => ({
      name: `${target} ${name}`,
      check: () => check(container, target),
    }));
  return [
    ...each('finds itself healthy', untilHealthy),
    ...each('runs as an unprivileged user', (container) => ok(Number(container.user()) >= 10000)),
    ...['admin', 'standalone'].map((target) => ({
      name: `${target} serves the dashboard`,
      check: async () => deepStrictEqual((await fetch(`${addresses[target]}/admin/`)).status, 200),
    })),
    ...['core', 'standalone'].map((target) => ({
      name: `${target} finds all services well, through GraphQL`,
      check: () => untilWell(`${addresses[target]}/graphql`, containers[target]),
    })),
    {
      name: 'agent serves the panel it has enrolled with',
      check: () => until(addresses.server.serves, () => containers.agent.logs()),
    },
    ...each('stops cleanly when told to', async (container) =>
      deepStrictEqual(await container.stop(), 0, container.logs()),
    ),
  ];
}

async function untilHealthy(container) {
  await until(
    () => container.isHealthy(),
    () => `not healthy\n${container.logs()}`,
    () => container.isRunning(),
  );
}

async function untilWell(url, container) {
  let said;
  const isWell = async () => {
    said = await fetch(url, askHealth).then((answer) => answer.json());
    return said.data?.healthCheck.state === 'OK';
  };
  await until(isWell, () => `${JSON.stringify(said)}\n${container.logs()}`);
}

async function until(condition, explain, goesOn = () => true) {
  const deadline = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > deadline || !goesOn()) throw new Error(explain());
    await new Promise((done) => setTimeout(done, 500));
  }
}
