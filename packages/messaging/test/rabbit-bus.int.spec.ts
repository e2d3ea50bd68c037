import { sharedRabbit, silentLog } from '@vortex/testing';
import { RabbitBus } from '../src';
import { busContract } from './bus.contract';
import { deleteQueues } from './delete-queues';

jest.setTimeout(120_000);

busContract(
  'RabbitMQ',
  async () => new RabbitBus({ url: await sharedRabbit(), log: silentLog }),
  async (services) => deleteQueues(await sharedRabbit(), services),
);
