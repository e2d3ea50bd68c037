// npm start. An old Node does not even understand the rest, so it is read after Node has been looked at.
import './check-node.mjs';

import('./start-panel.mjs');
