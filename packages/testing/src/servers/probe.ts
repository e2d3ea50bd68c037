import { connect } from 'node:net';

/** Sends `greeting` and says whether the answer begins as it should. */
export function answersTo(port: number, greeting: string, isAnswer: (bytes: Buffer) => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(2_000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(greeting, 'latin1'));
    socket.on('data', (bytes) => finish(isAnswer(bytes)));
  });
}

/** A Redis that has loaded its data. */
export const redisAnswers = (port: number) =>
  answersTo(port, 'PING\r\n', (bytes) => bytes.toString().startsWith('+PONG'));

/** The method frame Connection.Start follows the protocol header of AMQP 0-9-1. */
export const rabbitAnswers = (port: number) => answersTo(port, 'AMQP\0\0\x09\x01', (bytes) => bytes[0] === 1);
