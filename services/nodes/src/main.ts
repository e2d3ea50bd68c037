import { run } from '@vortex/kit';
import { version } from '../package.json';
import { nodes } from './service';

void run([nodes], { version });
