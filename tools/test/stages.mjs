/**
 * Which runners run when: stages one after the other, the lanes of a stage at the same time, the runners of a lane one
 * after the other. A runner whose neighbour was not chosen has a stage of its own.
 * @template {{ name: string, beside?: string }} Runner
 * @param {readonly Runner[]} runners
 * @returns {Runner[][][]}
 */
export function stages(runners) {
  const hosts = runners.filter(({ beside }) => !runners.some(({ name }) => name === beside));
  return hosts.map((host) => {
    const guests = runners.filter(({ beside }) => beside === host.name);
    return guests.length > 0 ? [[host], guests] : [[host]];
  });
}
