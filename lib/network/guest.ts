import type { DeviceId } from './ids'
import type { Network } from './network'

/** Where the packets of an asker begin: its own device, or that of which it uses the network (a pod in its node's network). */
export const packetDevice = ({ stubResolvers }: Pick<Network, 'stubResolvers'>, asker: DeviceId): DeviceId => stubResolvers.get(asker)?.runsOn ?? asker
