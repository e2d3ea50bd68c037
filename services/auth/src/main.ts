import { run } from '@vortex/kit';
import { version } from '../package.json';
import { auth } from './service';

void run([auth], { version });
