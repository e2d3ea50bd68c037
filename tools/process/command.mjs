import { spawn } from 'node:child_process';
import { quietEnvironment } from '../dev/workspace.mjs';

/**
 * Runs a program to its end and keeps what it printed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, environment?: Record<string, string | undefined>, input?: string, onOutput?: (text: string) => void, timeoutMs?: number }} options
 * @returns {Promise<{ code: number, stdout: string, output: string }>} `code` is 127 where the program does not exist, 124 where it took too long
 */
export function command(program, args, { cwd, environment, input, onOutput, timeoutMs = 20 * 60_000 }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...quietEnvironment, ...environment },
      stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let [stdout, output, late] = ['', '', false];
    const timers = [
      setTimeout(() => ((late = true), child.kill('SIGTERM')), timeoutMs),
      setTimeout(() => child.kill('SIGKILL'), timeoutMs + 10_000),
    ];
    const keep = (text) => ((output += text), onOutput?.(text));
    const finish = (code) => {
      running.delete(child);
      for (const timer of timers) clearTimeout(timer);
      resolve({ code: late ? 124 : code, stdout, output });
    };
    child.stdout.setEncoding('utf8').on('data', (text) => ((stdout += text), keep(text)));
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => (keep(`${program}: ${error.message}\n`), finish(127)));
    child.on('close', (code, signal) => finish(code ?? (signal ? 128 : 1)));
    // A grandchild that was left behind may hold the pipes open for ever.
    child.on('exit', (code, signal) => timers.push(setTimeout(() => finish(code ?? (signal ? 128 : 1)), 3_000)));
    if (input) child.stdin.end(input);
  });
}

/** Runs a JavaScript program with this Node. */
export function node(script, args, options) {
  return command(process.execPath, [script, ...args], options);
}

const running = new Set();

/** Ends what is still running, for a tool that was told to stop. */
export function stopCommands() {
  for (const child of running) child.kill('SIGTERM');
}
