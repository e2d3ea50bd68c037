export { core } from './service';
