import { RestartService } from './restart.service';

it('is refused where an orchestrator owns the processes', async () => {
  const restart = jest.fn();
  const restarts = { possible: false, names: ['core'], restart };
  const nothing = undefined as never;
  const service = new RestartService(nothing, nothing, restarts, { service: 'core' } as never, nothing);
  await expect(service.restart('auth')).rejects.toMatchObject({ kind: 'failed_precondition', code: 'orchestrated' });
  expect(restart).not.toHaveBeenCalled();
});
