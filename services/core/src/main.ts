import { run } from '@vortex/kit';
import { version } from '../package.json';
import { core } from './service';

void run([core], { version });
