// One minute of what nobody should send. Part of `npm test`; `npm run fuzz` goes on for longer.
import './run.mjs';
