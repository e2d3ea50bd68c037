const wanted = [20, 19];

/** In words even an old Node understands. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) return;
  console.error(`✖ This needs Node.js ${wanted.join('.')} or newer; here is ${process.versions.node}.`);
  console.error('  Install the current LTS release from your distribution or from nodejs.org.');
  process.exit(1);
}
