import { rangeOf } from '@/lib/design/clusters'
import type { Design } from '@/lib/design/design'
import { viewDesign } from '@/lib/design/view'
import { cidr, contains, formatCidr, covers } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { err, ok, type Result } from '@/lib/net/result'
import { freeAddress, keptPublic } from './addresses'
import type { At, Fill } from './filling'
import { addressIn, DEFAULT_PORT, subnetFor } from './housing'
import { habitsOf } from './providers'
import { asCidr, freeNodeRange, freeRange, isTaken, nodeRangeTaken } from './ranges'

/** Where service ranges are looked for first. Source: Amazon EKS user guide, "View Amazon EKS networking requirements": 172.20.0.0/16 by default. */
const SERVICE_POOL = [cidr('172.20.0.0/14'), cidr('172.16.0.0/12')]
const PODS_LENGTH = 16

/** A service range nobody has, and the network of its provider; where pods have ranges of their own, those, too, as secondary ranges of a subnet. */
export const fillCluster: Fill<'cluster'> = at => {
  const { design, view, id, element, mode, provider } = at
  const habits = habitsOf(provider)
  const network = element.network ?? (habits.clusterNetwork === undefined ? undefined : { mechanism: habits.clusterNetwork })
  if (!network) return err(`Podway knows no cluster network for a site of ${provider ?? 'this kind'}.`)
  const dns = view.get(element.dns, 'service')?.parent === id ? element.dns : undefined
  if (habits.podAddresses === 'node-range') {
    const services = secondaryRange(at, design, element.services, habits.servicesLength)
    if (!services.ok) return services
    const pods = secondaryRange(at, services.value.design, element.pods, PODS_LENGTH)
    return pods.ok ? ok({ design: pods.value.design, fields: { services: services.value.range, pods: pods.value.range, network, dns } }) : pods
  }
  const own = asCidr(element.services)
  const range = own && !isTaken(view, own, { owner: id, scope: mode === 'moved' ? at.vpc : 'everywhere' }) ? own : freeRange(view, [habits.servicesLength], SERVICE_POOL)
  return range ? ok({ design, fields: { services: formatCidr(range), network, dns } }) : err('No private range is free for the services of another cluster.')
}

/** A secondary range of the VPC: the one named, else a new one in the VPC's first subnet. */
function secondaryRange(at: At<'cluster'>, design: Design, named: string | undefined, length: number): Result<{ readonly design: Design; readonly range: string }, string> {
  const view = viewDesign(design)
  const own = asCidr(named)
  if (named !== undefined && own && !isTaken(view, own, { owner: at.id, scope: at.mode === 'moved' ? at.vpc : 'everywhere' })) return ok({ design, range: named })
  const isShared = at.mode !== 'moved' && view.of('cluster').some(other => other.id !== at.id && [other.element.services, other.element.pods].includes(named ?? ''))
  if (named !== undefined && !isShared && view.get(named, 'secondary-range') && view.within(named, 'vpc')?.id === at.vpc) return ok({ design, range: named })
  const subnet = subnetFor({ ...at, design, view }, undefined)
  if (!subnet.ok) return subnet
  const made = at.create(subnet.value.design, 'secondary-range', subnet.value.id)
  if (!made.ok) return made
  const free = freeRange(viewDesign(subnet.value.design), [length])
  const element = made.value.design.elements[made.value.id]
  if (!free || element?.kind !== 'secondary-range') return err('No private range is free for another cluster.')
  return ok({ design: { ...made.value.design, elements: { ...made.value.design.elements, [made.value.id]: { ...element, cidr: formatCidr(free) } } }, range: made.value.id })
}

/** In the subnet of its VPC with the fewest nodes. */
export const fillNode: Fill<'node'> = at => {
  const { view, id, element, mode, provider, vpc, cluster } = at
  const nodes = view.of('node').filter(other => other.id !== id)
  const count = (subnet: string) => nodes.filter(other => other.element.subnet === subnet).length
  const [emptiest] = (vpc === undefined ? [] : view.childrenOf(vpc, 'subnet')).toSorted((a, b) => count(a.id) - count(b.id))
  const subnet = subnetFor(at, element.subnet, emptiest?.id)
  if (!subnet.ok) return subnet
  const address = addressIn(subnet.value.view, at, subnet.value.id, element.address)
  if (!address.ok) return address
  const groups = element.securityGroups?.filter(group => view.get(group, 'security-group')?.parent === vpc)
  const [firstGroup] = vpc === undefined ? [] : view.childrenOf(vpc, 'security-group')
  const podRange = nodeRange(at, cluster ?? '')
  if (!podRange.ok) return podRange
  return ok({
    design: subnet.value.design,
    fields: {
      subnet: subnet.value.id, address: address.value, podRange: podRange.value,
      publicAddress: element.publicAddress === undefined ? undefined : keptPublic(view, [element.publicAddress], id)[0],
      securityGroups: groups ?? (mode === 'new' && provider === 'aws' && firstGroup ? [firstGroup.id] : undefined),
    },
  })
}

function nodeRange({ view, id, element, provider }: At<'node'>, cluster: string): Result<string | undefined, string> {
  if (habitsOf(provider).podAddresses === 'subnet') return ok(undefined)
  const whole = rangeOf(view, view.get(cluster, 'cluster')?.pods)
  const own = asCidr(element.podRange)
  if (own && (!whole || covers(whole, own)) && !nodeRangeTaken(view, own, id)) return ok(element.podRange)
  if (!whole) return ok(undefined)
  const free = freeNodeRange(view, cluster, id)
  return free ? ok(formatCidr(free)) : err(`The pod range of ${cluster} has no part left for another node.`)
}

/** The first addresses of a service range are for what is always there, such as the name server. */
const SERVICE_START = 20

/** For the workload that has no service yet, the newest first; with a cluster address that fits. */
export const fillService: Fill<'service'> = ({ design, view, id, element, mode, cluster }) => {
  const mine = (other: string | undefined) => other !== undefined && view.design.elements[other]?.parent === cluster
  const served = new Set(view.of('service').filter(other => other.id !== id).map(other => other.element.workload))
  const workloads = cluster === undefined ? [] : view.childrenOf(cluster, 'workload').map(workload => workload.id as string)
  const written = Object.keys(design.elements).filter(other => workloads.includes(other)).toReversed()
  const workload = mine(element.workload) ? element.workload : mode === 'new' ? written.find(other => !served.has(other)) ?? written[0] : undefined
  const type = element.type ?? 'ClusterIP'
  const target = view.get(workload, 'workload')?.ports?.find(port => typeof port === 'number') ?? DEFAULT_PORT
  const fields = { type, workload, ports: element.ports ?? [{ name: 'http', port: 80, targetPort: Number(target) }] }
  const range = rangeOf(view, view.get(cluster, 'cluster')?.services)
  if (type !== 'ClusterIP' || !range) return ok({ design, fields })
  const others = cluster === undefined ? [] : view.childrenOf(cluster, 'service').filter(other => other.id !== id).map(other => other.element.address)
  const kept = element.address !== undefined && contains(range, ip(element.address)) && !others.includes(element.address)
  const address = kept ? element.address : freeAddress(view, range, { reserved: [0, 1, -1], from: SERVICE_START })
  return address === undefined ? err(`The service range of ${cluster ?? 'the cluster'} has no free address.`) : ok({ design, fields: { ...fields, address } })
}
