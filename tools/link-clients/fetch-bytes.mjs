// node fetch-bytes.mjs <address> <port> <bytes>: asks a target for bytes, without any proxy, and prints how many came.
import { once } from 'node:events';
import { connect } from 'node:net';
import { download } from '../demo/socks.mjs';

const [address, port, bytes] = process.argv.slice(2);
const socket = connect({ host: address, port: Number(port), timeout: 30_000 });
socket.once('timeout', () => socket.destroy(new Error('nobody answers')));
await once(socket, 'connect');
process.stdout.write(String(await download(socket, Number(bytes))));
socket.destroy();
