export { core } from './service';
export { StarterService } from './starter/starter.service';
