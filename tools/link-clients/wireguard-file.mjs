import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../process/command.mjs';

/** Raises a tunnel as a customer does who has saved the file: by `wg-quick`, with WireGuard's own program. */
export async function throughWireguardFile(text, { folder, site, target, bytes, userspace }) {
  const file = join(folder, `${site.name}.conf`);
  writeFileSync(file, text, { mode: 0o600 });
  const quick = (what) => inside(site, 'wg-quick', [what, file], { WG_QUICK_USERSPACE_IMPLEMENTATION: userspace });
  const raised = await quick('up');
  if (raised.code !== 0) throw new Error(raised.output);
  try {
    const fetcher = join(import.meta.dirname, 'fetch-bytes.mjs');
    const fetched = await inside(site, process.execPath, [fetcher, site.target, String(target.port), String(bytes)]);
    if (Number(fetched.stdout) !== bytes) throw new Error(`${fetched.output} of ${bytes} bytes came through`);
  } finally {
    await quick('down');
  }
}

function inside(site, program, args, environment = {}) {
  const [ip, whole] = site.inside(program, args);
  return command(ip, whole, { cwd: import.meta.dirname, environment, timeoutMs: 120_000 });
}
