import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../shapes/child.mjs';

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * This machine as it is, in a mount namespace of its own: what is written there is nowhere else. Takes root.
 *
 * @param {string} folder where it is mounted
 */
export class ThrowawayRoot {
  #entrance;

  constructor(folder) {
    const place = (name) => join(folder, name);
    this.upper = place('memory/upper');
    mkdirSync(place('memory'), { recursive: true });
    // An overlay cannot keep what is written on an overlay, which a container's disk may be.
    const mounts = [
      `mount -t tmpfs memory '${place('memory')}'`,
      `mkdir '${this.upper}' '${place('memory/work')}' '${place('memory/root')}'`,
      `mount -t overlay -o lowerdir=/,upperdir='${this.upper}',workdir='${place('memory/work')}' root '${place('memory/root')}'`,
      `mount --rbind /proc '${place('memory/root/proc')}'`,
      `mount --rbind /dev '${place('memory/root/dev')}'`,
      `mount -t tmpfs run '${place('memory/root/run')}'`,
      `echo made`,
      `exec sleep infinity`,
    ];
    this.root = place('memory/root');
    this.#entrance = startChild(['--mount', '--propagation', 'private', 'sh', '-ec', mounts.join('\n')], {}, 'unshare');
  }

  ready() {
    return this.#entrance.prints(/made/);
  }

  /** A program in there, with no settings but those of its command. */
  start(...command) {
    const inside = ['chroot', this.root, 'env', '-i', `PATH=${path}`, ...command];
    return startChild(['--target', String(this.#entrance.pid), '--mount', '--', ...inside], {}, 'nsenter');
  }

  /** To its end. @returns what it printed */
  async run(...command) {
    const child = this.start(...command);
    const code = await child.ended;
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${child.output()}`);
    return child.output();
  }

  /** Every file that was written in there. */
  written() {
    const upper = join(`/proc/${this.#entrance.pid}/root`, this.upper);
    const files = execFileSync('find', [upper, '!', '-type', 'd', '-printf', '%P\n'], { encoding: 'utf8' });
    return files.split('\n').filter((file) => file !== '');
  }

  async close() {
    this.#entrance.signal('SIGKILL');
    await this.#entrance.ended;
  }
}
