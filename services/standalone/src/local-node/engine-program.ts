import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';

/** The engine cannot be had; the panel runs without a node of its own. */
export class EngineMissing extends Error {}

/** What to do for the engine's program to be there. */
export interface EngineSource {
  readonly program: string;
  /** Builds it where it is stale; absent where it was delivered. */
  readonly builder: readonly string[];
}

/** Resolves when the program is there and current. Throws `EngineMissing` with what a person can do about it. */
export async function engineProgram({ program, builder }: EngineSource, signal: AbortSignal): Promise<string> {
  const [command, ...parameters] = builder;
  if (command !== undefined) {
    const child = spawn(command, parameters, { stdio: ['ignore', 'inherit', 'pipe'], signal });
    let said = '';
    child.stderr.on('data', (bytes: Buffer) => (said = (said + bytes.toString('utf8')).slice(-4_000)));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new EngineMissing(said.trim() || 'the VPN engine could not be built');
  }
  await access(program, constants.X_OK).catch(() => {
    throw new EngineMissing(`${program} is not there, or may not be run`);
  });
  return program;
}
