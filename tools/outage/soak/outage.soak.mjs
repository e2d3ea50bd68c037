// npm run test:soak -- outage [--seed <n>] [--minutes <n>]
import '../run.mjs';
