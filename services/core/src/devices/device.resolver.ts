import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { anonymous, authorize, type GraphqlContext, parseId, parseInput, Permission } from '@vortex/kit';
import type {
  MutationAddWireguardDeviceArgs,
  MutationDeleteDeviceArgs,
  MutationRenameDeviceArgs,
  MutationRestoreDeviceArgs,
  MutationRevokeDeviceArgs,
  MutationRotateDeviceCredentialsArgs,
} from '../generated/schema';
import { callerScope } from '../input/caller-scope';
import { line } from '../input/text';
import { Loaders } from '../loading/loaders.service';
import type { Credentials } from './credentials';
import type { Device, DeviceId } from './device';
import { DeviceNotFound } from './device.errors';
import { DeviceCredentialsLoader } from './device.loader';
import { DeviceService } from './device.service';

const deviceName = line({ max: 64 });
const idOf = (text: string): DeviceId => parseId<'device'>(text, 'id');

@Resolver('Device')
export class DeviceResolver {
  constructor(
    private readonly devices: DeviceService,
    private readonly loaders: Loaders,
  ) {}

  @Mutation('addWireguardDevice')
  @Permission('core.user.update')
  add(@Args() { userId, name }: MutationAddWireguardDeviceArgs): Promise<Device> {
    return this.devices.addWireguard(callerScope(), parseId(userId, 'userId'), parseInput(deviceName, name, 'name'));
  }

  @Mutation('renameDevice')
  @Permission('core.user.update')
  rename(@Args() { id, name }: MutationRenameDeviceArgs): Promise<Device> {
    return this.devices.rename(callerScope(), idOf(id), parseInput(deviceName, name, 'name'));
  }

  @Mutation('revokeDevice')
  @Permission('core.user.update')
  revoke(@Args() { id }: MutationRevokeDeviceArgs): Promise<Device> {
    return this.devices.revoke(callerScope(), idOf(id));
  }

  @Mutation('restoreDevice')
  @Permission('core.user.update')
  restore(@Args() { id }: MutationRestoreDeviceArgs): Promise<Device> {
    return this.devices.restore(callerScope(), idOf(id));
  }

  @Mutation('deleteDevice')
  @Permission('core.user.update')
  async delete(@Args() { id }: MutationDeleteDeviceArgs): Promise<boolean> {
    await this.devices.delete(callerScope(), idOf(id));
    return true;
  }

  @Mutation('rotateDeviceCredentials')
  @Permission('core.user.credentials')
  rotate(@Args() { id, protocols }: MutationRotateDeviceCredentialsArgs): Promise<Device> {
    return this.devices.rotate(callerScope(), idOf(id), protocols ?? undefined);
  }

  @ResolveField('credentials')
  async credentials(@Parent() device: Device, @Context() context: GraphqlContext): Promise<Credentials> {
    authorize('core.user.credentials', context.call?.caller ?? anonymous);
    const credentials = await this.loaders.of(context, DeviceCredentialsLoader).load(device);
    if (!credentials) throw new DeviceNotFound(device.id);
    return credentials;
  }

  @ResolveField('revision')
  revision(@Parent() { revision }: Device): number {
    return Number(revision);
  }
}
