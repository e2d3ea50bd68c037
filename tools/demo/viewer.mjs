// A customer who watches a film through the server of a subscription link: some bytes, and soon some more, over one
// connection.
//
//     node tools/demo/viewer.mjs <subscription link>
//
// Goes on until somebody ends the connection, and prints how many bytes had come by then.
import { once } from 'node:events';
import { connectByLink } from './link-client.mjs';

const sceneBytes = 50_000;
const sceneMs = 200;

const [link] = process.argv.slice(2);
const { socket, close } = await connectByLink(link);
let seen = 0;
socket.on('data', (some) => (seen += some.length));
const next = Buffer.alloc(8);
next.writeBigUInt64BE(BigInt(sceneBytes));
const watching = setInterval(() => socket.write(next), sceneMs);
await once(socket, 'close');
clearInterval(watching);
await close();
console.log(seen);
