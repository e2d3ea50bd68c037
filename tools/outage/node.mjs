import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { tunnelProgram } from '../dev/workspace.mjs';
import { startChild } from '../shapes/child.mjs';

const agentMemory = ['--max-old-space-size=64', '--max-semi-space-size=4'];

const agentProgram = 'services/node-agent/dist/main.js';

/** A node: an agent and the engine it looks after. */
export class Node {
  #agent;

  constructor(folder, { agent = agentProgram, engine = process.env.VORTEX_TUNNEL ?? tunnelProgram } = {}) {
    this.program = agent;
    this.home = join(folder, 'node');
    this.tunnel = join(folder, 'vortex-tunnel');
    this.environment = { VORTEX_AGENT_HOME: this.home, VORTEX_TUNNEL: this.tunnel, VORTEX_LOG_LEVEL: 'warn' };
    this.putEngine(engine);
  }

  /** As a package manager does: another file under the name of the one that runs. */
  putEngine(program = process.env.VORTEX_TUNNEL ?? tunnelProgram) {
    copyFileSync(program, `${this.tunnel}.new`);
    renameSync(`${this.tunnel}.new`, this.tunnel);
  }

  async enrol(address, token) {
    const child = startChild([this.program, 'enrol', address, token], this.environment);
    if ((await child.ended) !== 0) throw new Error(`it does not enrol:\n${child.output()}`);
  }

  /** With no more memory than the unit and the image give it. */
  run() {
    this.#agent = startChild([...agentMemory, this.program, 'run'], this.environment);
  }

  /** The engine goes on; the next agent finds it. */
  async killAgent() {
    this.#agent.signal('SIGKILL');
    await this.#agent.ended;
  }

  /** @param {string} [instance] the main one, unless it is said */
  killEngine(instance) {
    process.kill(this.enginePid(instance), 'SIGKILL');
  }

  get agentPid() {
    return this.#agent.pid;
  }

  engineLog() {
    const log = join(this.home, 'engine.log');
    return existsSync(log) ? readFileSync(log, 'utf8') : 'none';
  }

  output() {
    return `== agent\n${this.#agent?.output().slice(-6_000)}\n== engine\n${this.engineLog().slice(-4_000)}`;
  }

  async stop() {
    this.#agent?.signal('SIGTERM');
    await this.#agent?.ended;
    for (const name of existsSync(this.home) ? readdirSync(this.home) : [])
      if (/^engine.*\.pid$/.test(name)) process.kill(this.#pidIn(name), 'SIGTERM');
  }

  /** Of the engine that was started last. */
  enginePid(instance) {
    return this.#pidIn(instance ? `engine-${instance}.pid` : 'engine.pid');
  }

  #pidIn(name) {
    return Number(readFileSync(join(this.home, name), 'utf8'));
  }
}
