import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { download, throughSocks } from './socks.mjs';

/** Kills the agent, then the engine, as a fault would, and looks at what customers notice. */
export async function survive(act, until) {
  act.say('Killing the agent, then the engine …');
  await agentDies(act, until);
  await engineDies(act, until);
}

async function agentDies({ nodeHome, server, ports, target, findings }, until) {
  const [inbound] = server.inbounds;
  const socket = await throughSocks(ports.get(inbound.tag), target.address, target.port);
  const before = await download(socket, 1, 5_000);
  const pid = statusOf(nodeHome).pid;
  process.kill(pid, 'SIGKILL');
  const during = await download(socket, 1, 5_000);
  await until('there is an agent again', async () => {
    const status = statusOf(nodeHome);
    return status.pid !== pid && status.panel === 'connected';
  });
  const after = await download(socket, 1, 5_000);
  socket.destroy();
  findings.push({
    what: 'the agent is killed, and an open connection goes on',
    isWell: before + during + after === 3,
    detail: `${during} of 1 byte while there was none, ${after} of 1 behind the next one`,
  });
}

async function engineDies({ nodeHome, server, ports, target, findings }, until) {
  const [inbound] = server.inbounds;
  const pid = Number(readFileSync(join(nodeHome, 'engine.pid'), 'utf8'));
  process.kill(pid, 'SIGKILL');
  const diedAt = performance.now();
  await until('the engine serves again', async () => {
    const socket = await throughSocks(ports.get(inbound.tag), target.address, target.port);
    const got = await download(socket, 1, 500);
    socket.destroy();
    return got === 1;
  });
  const detail = `a byte came through ${Math.round(performance.now() - diedAt)} ms later`;
  findings.push({ what: 'the engine is killed, and serves again by itself', isWell: true, detail });
}

function statusOf(nodeHome) {
  return JSON.parse(readFileSync(join(nodeHome, 'status.json'), 'utf8'));
}
