import { type RestoreProgress, progressAnswer } from '../restore/restore-progress';
import { answerJson } from './platform-endpoints';
import type { Upstream } from './front';

/** Asks everybody to come again, and says how far it is. */
export function answerRestoring(progress: () => RestoreProgress): Upstream['handle'] {
  return (request, response) => {
    // What nobody reads would stand in the way of the next request on the connection.
    request.resume();
    response.setHeader('Retry-After', '2');
    response.setHeader('Cache-Control', 'no-store');
    // The services end with the connections they have seen, also one that is about to be used again.
    response.setHeader('Connection', 'close');
    answerJson(response, 503, progressAnswer(progress()));
  };
}
