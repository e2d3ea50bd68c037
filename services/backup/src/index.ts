export { backup } from './service';
