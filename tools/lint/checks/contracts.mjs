import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../../process/command.mjs';

const buf = join(import.meta.dirname, '../../../node_modules/.bin/buf');
const contracts = 'packages/contracts';

export async function bufLint(home) {
  const { code, output } = await command(buf, ['lint'], { cwd: join(home, contracts) });
  return { findings: code === 0 ? [] : lines(output) };
}

/** Compares the contracts with those of the last release: neighbours in version read each other's messages. */
export async function bufBreaking(home) {
  const tag = await lastTag(home);
  if (!tag) return { findings: [], note: `${await whyNoTag(home)}: compared with nothing` };
  const before = mkdtempSync(join(tmpdir(), 'contracts-'));
  try {
    const archive = join(before, 'contracts.tar');
    const git = await command('git', ['archive', '-o', archive, tag, contracts], { cwd: home });
    if (git.code !== 0) return { findings: [`${tag} holds no ${contracts}: ${git.output.trim()}`] };
    await command('tar', ['-xf', archive, '-C', before], { cwd: before });
    const { code, output } = await command(buf, ['breaking', '--against', join(before, contracts)], {
      cwd: join(home, contracts),
    });
    return { findings: code === 0 ? [] : lines(output), note: `compared with ${tag}` };
  } finally {
    rmSync(before, { recursive: true });
  }
}

async function lastTag(home) {
  const { code, stdout } = await command('git', ['describe', '--tags', '--abbrev=0', '--match', 'v*'], { cwd: home });
  return code === 0 ? stdout.trim() : undefined;
}

/** A clone that was cut short may lack the tags that are there. */
async function whyNoTag(home) {
  const { code, stdout } = await command('git', ['rev-parse', '--is-shallow-repository'], { cwd: home });
  if (code !== 0) return 'no git here';
  return stdout.trim() === 'true' ? 'a shallow clone without tags (git fetch --tags)' : 'no tag yet';
}

const words = ['public', 'authenticated', 'service', 'agent'];

/** Every method says who may call it, in words the guard understands. */
export async function rpcPermissions(home) {
  const { code, stdout, output } = await command(buf, ['build', '-o', '-#format=json'], { cwd: join(home, contracts) });
  if (code !== 0) return { findings: lines(output) };
  const files = JSON.parse(stdout).file.filter((file) => file.package.startsWith('vortex.'));
  const methods = files.flatMap((file) =>
    (file.service ?? []).flatMap((service) =>
      service.method.map((method) => ({
        name: `${file.name}: ${service.name}.${method.name}`,
        permission: method.options?.['[vortex.common.v1.permission]'],
      })),
    ),
  );
  return { findings: methods.flatMap(permissionFindings), note: `${methods.length} methods` };
}

function permissionFindings({ name, permission }) {
  if (!permission) return [`${name} has no permission option`];
  if (words.includes(permission) || /^[a-z][a-z-]*(\.[a-z][a-z-]*){2}$/.test(permission)) return [];
  return [`${name}: "${permission}" is neither ${words.join(', ')} nor <service>.<noun>.<verb>`];
}

function lines(text) {
  return text.split('\n').filter((line) => line.trim());
}
