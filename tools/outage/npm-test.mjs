// Every fault once. Part of npm test; `npm run test:soak -- outage` goes on for ten minutes.
process.argv.push('--seed', '7', '--minutes', '0', '--most', '1');
await import('./run.mjs');
