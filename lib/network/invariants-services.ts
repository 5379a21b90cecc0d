import type { DeviceId } from './ids'
import type { WatchedCluster } from './name-server'
import type { Network } from './network'

const hasTable = (network: Network, device: DeviceId, table: string): boolean => network.devices.get(device)?.tables.some(own => own.id === table) ?? false
const hasInterface = (network: Network, device: DeviceId | undefined, id: string): boolean =>
  device !== undefined && (network.devices.get(device)?.interfaces.some(item => item.id === id) ?? false)

/** What speakers, sessions and propagations name that is not there. */
export function routingMissing(network: Network): readonly string[] {
  const speakers = [...network.speakers.values()].flatMap(speaker => hasTable(network, speaker.device, speaker.table) ? [] : [`speaker ${speaker.id} learns into the unknown table ${speaker.table} of ${speaker.device}`])
  const sessions = network.sessions.flatMap(session => [
    ...session.ends.flatMap(end => {
      const speaker = network.speakers.get(end.speaker)
      if (!speaker) return [`session ${session.id} names the unknown speaker ${end.speaker}`]
      return hasInterface(network, speaker.device, end.interfaceId) ? [] : [`session ${session.id} ends at the unknown interface ${end.interfaceId} of ${speaker.device}`]
    }),
    ...(session.requires === undefined || network.conditions.has(session.requires) ? [] : [`session ${session.id} requires the unknown condition ${session.requires}`]),
  ])
  const propagations = network.propagations.flatMap(({ speaker, device, table, nextHop }) => [
    ...(network.speakers.has(speaker) ? [] : [`a propagation into ${table} names the unknown speaker ${speaker}`]),
    ...(hasTable(network, device, table) ? [] : [`a propagation of ${speaker} goes into the unknown table ${table} of ${device}`]),
    ...('interfaceId' in nextHop && nextHop.interfaceId !== undefined && !hasInterface(network, device, nextHop.interfaceId) ? [`a propagation into ${table} leads out of the unknown interface ${nextHop.interfaceId}`] : []),
  ])
  return [...speakers, ...sessions, ...propagations, ...interiorMissing(network)]
}

/** What OSPF routers, redistributions and trackers name that is not there. */
function interiorMissing(network: Network): readonly string[] {
  const routers = [...network.ospfRouters.values()].flatMap(router => [
    ...(hasTable(network, router.device, router.table) ? [] : [`OSPF router ${router.id} learns into the unknown table ${router.table} of ${router.device}`]),
    ...router.interfaces.filter(({ interfaceId }) => !hasInterface(network, router.device, interfaceId)).map(({ interfaceId }) => `OSPF router ${router.id} speaks on the unknown interface ${interfaceId}`),
  ])
  const given = network.redistributions.filter(({ to }) => !network.speakers.has(to) && !network.ospfRouters.has(to)).map(({ to }) => `a redistribution names the unknown speaker ${to}`)
  return [...routers, ...given]
}

/** What conditions and tunnels name that is not there. */
export function conditionsMissing(network: Network): readonly string[] {
  const flows = [...network.conditions.values()].flatMap(condition => condition.flows.filter(flow => !network.devices.has(flow.device)).map(flow => `condition ${condition.id} asks from the unknown device ${flow.device}`))
  const peers = [...network.devices.values()].flatMap(device => device.interfaces.flatMap(item => (item.tunnel?.peers ?? []).flatMap(({ endpoint }) =>
    endpoint.device !== undefined && !network.devices.has(endpoint.device) ? [`tunnel ${item.id} leads to the unknown device ${endpoint.device}`] : [])))
  return [...flows, ...peers]
}

/** What name servers, stub resolvers and cluster objects name that is not there. */
export function nameServiceMissing(network: Network): readonly string[] {
  const servers = [...network.nameServers.values()].flatMap(server => {
    const { behaviour } = server
    const clusters = behaviour.type === 'corefile' ? behaviour.clusters : behaviour.type === 'stub-domains' ? [behaviour.cluster] : []
    return [
      ...server.instances.filter(id => !network.devices.has(id)).map(id => `name server ${server.id} runs on the unknown device ${id}`),
      ...clusters.flatMap(cluster => clusterMissing(network, cluster)).map(what => `name server ${server.id} watches ${what}`),
      ...(behaviour.type === 'recursive' && behaviour.root !== undefined && !network.nameServers.has(behaviour.root) ? [`name server ${server.id} starts at the unknown root ${behaviour.root}`] : []),
    ]
  })
  const resolvers = [...network.stubResolvers].map(([id, { runsOn = id }]) => runsOn).filter(id => !network.devices.has(id)).map(id => `the unknown device ${id} has a stub resolver`)
  const objects = [...network.clusters.values()].flatMap(cluster => [...cluster.pods, ...cluster.services.flatMap(service => service.endpoints)]
    .filter(({ device }) => !network.devices.has(device)).map(({ device }) => `cluster ${cluster.id} lists the unknown device ${device}`))
  return [...servers, ...resolvers, ...objects]
}

const clusterMissing = (network: Network, { objects, synced }: WatchedCluster): readonly string[] => [
  ...(network.clusters.has(objects) ? [] : [`the unknown cluster ${objects}`]),
  ...[...synced.values()].filter(id => !network.conditions.has(id)).map(id => `under the unknown condition ${id}`),
]
