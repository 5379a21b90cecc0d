import type { Files } from '@/lib/corefile/types'
import type { Context } from '@/lib/mechanisms/types'
import { placedPods } from '@/lib/design/clusters'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import { own } from '@/lib/net/own'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Addition } from '@/lib/network/addition'
import type { Condition } from '@/lib/network/condition'
import type { DeviceId } from '@/lib/network/ids'
import { clusterObjectsOf, conditionOf, podDevice } from '@/lib/network/names'
import type { WatchedCluster } from '@/lib/network/name-server'
import type { Config } from './config'
import { remoteStanzas } from './corefile'

export type ServerContext = Context<'name-server', Config>

/** Where an API server is asked unless it says otherwise. Source: kubernetes.io, "Controlling Access to the Kubernetes API". */
const API_PORT = 443
/** IP bytes of a TLS ClientHello with usual extensions: the first packet that is more than a handshake. Source: RFC 8446 appendix B, about 500 bytes. */
const ASKING_BYTES = 576

export const instancesOf = ({ view, id }: ServerContext): readonly DeviceId[] => placedPods(view, id).map(pod => podDevice(pod.owner, pod.index))

/** Which API server each remote stanza leads to: by key, in the order of the Corefile, once each. */
function remotesOf({ view, config }: ServerContext, text: string, files: Files = {}): readonly { readonly key: string; readonly server: ElementId }[] {
  const keys = [...new Set(remoteStanzas(text, files).map(stanza => stanza.key))]
  return keys.flatMap(key => {
    const server = own(config.kubeconfigs, key)
    return server !== undefined && view.get(server, 'api-server') ? [{ key, server: elementId(server) }] : []
  })
}

/** Its own cluster, which it always sees, and the others, each while that instance reaches their API server. */
export function watchedClusters(context: ServerContext, text: string, files: Files = {}): readonly WatchedCluster[] {
  const { view, subject } = context
  const instances = instancesOf(context)
  const own: WatchedCluster = { key: '', objects: clusterObjectsOf(subject.parent ?? ''), synced: new Map() }
  return [own, ...remotesOf(context, text, files).map(({ key, server }): WatchedCluster => ({
    key, objects: clusterObjectsOf(view.get(server, 'api-server')?.parent ?? ''), synced: new Map(instances.map(instance => [instance, conditionOf(instance, server)])),
  }))]
}

/**
 * One condition per instance and remote API server: the instance asks it at its public address, else at its private one. A server without
 * an address is never reached. Source: coredns plugin/kubernetes README, `kubeconfig` and `endpoint`; unsynchronised it answers SERVFAIL.
 */
export const reachConditions = (context: ServerContext, text: string, files: Files = {}): readonly Addition[] => {
  const servers = [...new Set(remotesOf(context, text, files).map(({ server }) => server))]
  return instancesOf(context).flatMap(instance => servers.map((server): Addition => ({ add: 'condition', condition: conditionFor(context, instance, server) })))
}

function conditionFor({ view, id }: ServerContext, instance: DeviceId, server: ElementId): Condition {
  const element = view.get(server, 'api-server')
  const address = element?.publicAddress ?? element?.address
  const flows = address === undefined ? [] : [{ device: instance, destination: ip(address), protocol: PROTOCOLS.tcp, destinationPort: element?.port ?? API_PORT, sizeBytes: ASKING_BYTES, dontFragment: true }]
  return { id: conditionOf(instance, server), from: id, code: 'control-plane.unreachable', elements: [server], quorum: 'any', flows }
}
