import { node } from '../../process/command.mjs';

/** Runs a target of every project that has it, one test each. */
export function nxTarget(target) {
  return async ({ home }) => {
    const listed = await node('node_modules/.bin/nx', ['show', 'projects', '--with-target', target, '--json'], {
      cwd: home,
    });
    if (listed.code !== 0) return { passed: 0, failed: 1, failures: [listed.output] };
    const projects = JSON.parse(listed.stdout);
    const { code, output } = await node('node_modules/.bin/nx', ['run-many', '-t', target, '--output-style=static'], {
      cwd: home,
    });
    const broken = code === 0 ? [] : brokenTasks(output, target);
    const failed = code === 0 ? 0 : Math.max(broken.length, 1);
    return { passed: Math.max(projects.length - failed, 0), failed, failures: failed ? [output.trim()] : [] };
  };
}

/** Nx ends with a list of the tasks that failed, and of those it could not begin for that. */
export function brokenTasks(output, target) {
  const names = [...output.matchAll(/^\s*-\s+(\S+):(\S+)\s*$/gm)].filter((match) => match[2] === target);
  return [...new Set(names.map((match) => match[1]))];
}
