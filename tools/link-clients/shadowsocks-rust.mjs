import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Stop } from '../dev/stop.mjs';
import { command } from '../process/command.mjs';

/** Brings its own lock file. */
const version = '1.25.0';
const features = 'local,local-online-config,local-http-rustls,aead-cipher,aead-cipher-2022,multi-threaded,logging';

/** Builds the client of shadowsocks-rust, once, and answers with where it is. */
export async function shadowsocksClient() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const root = join(cache, 'vortexpanel/lab', `shadowsocks-rust-${version}`);
  const program = join(root, 'bin/sslocal');
  if (existsSync(program)) return program;
  const what = ['install', `shadowsocks-rust@${version}`, '--locked', '--root', root, '--bin', 'sslocal'];
  const { code, output } = await command('cargo', [...what, '--no-default-features', '--features', features], {
    cwd: import.meta.dirname,
    timeoutMs: 40 * 60_000,
  });
  if (code !== 0) throw new Stop('The client of Shadowsocks could not be built.', 'It needs Rust 1.91.', output);
  return program;
}
