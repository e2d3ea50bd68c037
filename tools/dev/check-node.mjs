// Imported first by what a person types, in words that even an old Node understands: it ends before anything fails in
// words of its own.
const wanted = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(`✖ This needs Node.js ${wanted.join('.')} or newer; here is ${process.versions.node}.`);
  console.error('  Install the current LTS release from your distribution or from nodejs.org.');
  process.exit(1);
}
