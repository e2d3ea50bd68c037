import { execFileSync } from 'node:child_process';
import { throughSocks } from '../demo/socks.mjs';

const netmask = 29;

/**
 * The machine of a customer: a network namespace with a wire to this one, and no route to anywhere else. What a client there
 * reaches beyond the wire's other end has gone through a tunnel.
 */
export class Site {
  /** Numbers the addresses, so that two runs at once keep out of each other's way. */
  #number = (process.pid % 8_000) * 8;
  /** Of the namespace, and of what is in it. */
  name = `vl${process.pid.toString(36)}`;

  constructor() {
    const [high, low] = [this.#number >> 8, this.#number & 255];
    /** Where the node is reached, and where its clients' proxies are. */
    this.node = `11.201.${high}.${low + 1}`;
    this.client = `11.201.${high}.${low + 2}`;
    this.nobody = `11.201.${high}.${low + 6}`;
    /** An address of this machine that the customer has no route to. */
    this.target = `11.202.${high}.${low + 1}`;
  }

  raise() {
    const [near, far] = [`${this.name}n`, `${this.name}c`];
    ip('netns', 'add', this.name);
    ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', this.name);
    ip('address', 'add', `${this.node}/${netmask}`, 'dev', near);
    ip('address', 'add', `${this.target}/32`, 'dev', near);
    ip('link', 'set', near, 'up');
    ip('-n', this.name, 'address', 'add', `${this.client}/${netmask}`, 'dev', far);
    ip('-n', this.name, 'link', 'set', far, 'up');
    ip('-n', this.name, 'link', 'set', 'lo', 'up');
    // Clients look for the interface that leads to the world. Nobody is there, so nothing gets out by it.
    ip('-n', this.name, 'route', 'add', 'default', 'via', this.nobody);
  }

  /** How a program is run there. */
  inside(program, args) {
    return ['ip', ['netns', 'exec', this.name, program, ...args]];
  }

  /** A connection to the target through a proxy of the customer's. */
  dial(proxyPort, port) {
    return throughSocks(proxyPort, this.target, port, this.client);
  }

  clear() {
    for (const [command, ...rest] of [
      ['link', 'delete', `${this.name}n`],
      ['netns', 'delete', this.name],
    ]) {
      try {
        ip(command, ...rest);
      } catch {
        // It was not made, or went with the other.
      }
    }
  }
}

function ip(...args) {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
