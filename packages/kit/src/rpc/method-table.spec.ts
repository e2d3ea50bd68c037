import { Greeter } from '../../test/greeter';
import { greeterPolicies, GreeterService } from '../../test/greeter-contract';
import { methodTable } from './method-table';
import { Rpc } from './rpc.decorator';

class Again {
  @Rpc(GreeterService.greet)
  async greet(request: { text: string }) {
    return request;
  }
}

it('serves a contract that is answered whole', () => {
  expect(methodTable('greeter', [new Greeter()], greeterPolicies).size).toBe(8);
});

it.each([
  [
    'has no permission',
    'greeter',
    [new Greeter()],
    { ...greeterPolicies, [GreeterService.greet.path]: { permission: null, idempotent: true } },
  ],
  [
    'has no permission',
    'greeter',
    [new Greeter()],
    { ...greeterPolicies, [GreeterService.greet.path]: { permission: '', idempotent: true } },
  ],
  ['answered twice', 'greeter', [new Greeter(), new Again()], greeterPolicies],
  ['is not answered', 'greeter', [new Again()], greeterPolicies],
  ["another service's method", 'core', [new Greeter()], greeterPolicies],
])('does not start when a method %s', (problem, service, instances, policies) => {
  expect(() => methodTable(service, instances, policies)).toThrow(problem);
});
