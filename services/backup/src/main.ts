import { run } from '@vortex/kit';
import { version } from '../package.json';
import { backup } from './service';

void run([backup], { version });
