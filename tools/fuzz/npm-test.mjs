// A thousand batches of what nobody should send, the same each time, so that a change is judged by what it changes. Part of
// `npm test`; `npm run fuzz` tries what was never tried, for as long as one likes.
process.argv.push('--seed', '4096', '--batches', '1010', '--minutes', '10');
await import('./run.mjs');
