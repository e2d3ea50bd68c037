// A customer who fetches bytes through the server of a subscription link.
//
//     node tools/demo/customer.mjs <subscription link> <bytes>
//
// Prints how many came.
import { connectByLink } from './link-client.mjs';
import { download } from './socks.mjs';

const [link, bytes] = process.argv.slice(2);
const { socket, close } = await connectByLink(link);
try {
  console.log(await download(socket, Number(bytes)));
  socket.destroy();
} finally {
  await close();
}
