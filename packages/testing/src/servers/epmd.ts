import { join } from 'node:path';
import { serverVariables } from '../config';
import { ChildServer } from './child-server';
import { answersTo } from './probe';
import { findProgram, namedServer } from './programs';

/**
 * Erlang's port mapper. A broker would start one itself, as a daemon that outlives it; one that we start in the
 * foreground on a port of its own ends with us.
 */
export async function epmdServer(port: number, directory: string): Promise<ChildServer> {
  const command = await findProgram({
    paths: ['/usr/bin/epmd', '/usr/local/bin/epmd', '/opt/homebrew/bin/epmd'],
    debianPackage: 'erlang-base',
    instead: namedServer(serverVariables.rabbit),
  });
  return new ChildServer({
    command,
    args: ['-port', String(port), '-address', '127.0.0.1'],
    logFile: join(directory, 'epmd.log'),
    // NAMES_REQ, with its length before it; the answer begins with the port number.
    answers: () => answersTo(port, '\0\x01n', () => true),
    startTimeoutMs: 15_000,
  });
}
