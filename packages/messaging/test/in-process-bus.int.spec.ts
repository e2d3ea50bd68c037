import { silentLog } from '@vortex/testing';
import { InProcessBus } from '../src';
import { busContract } from './bus.contract';

jest.setTimeout(120_000);

busContract('in process', async () => new InProcessBus({ log: silentLog }));
