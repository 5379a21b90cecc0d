import type { DesignView } from '@/lib/design/view'
import { cidr } from '@/lib/net/cidr'
import type { ElementId } from '@/lib/net/element-id'
import { err, ok, type Result } from '@/lib/net/result'
import { fits, freeAddress, freePublic, isOwned, keptPublic } from './addresses'
import type { At, Fill } from './filling'
import { habitsOf } from './providers'

/** Private AS numbers. Source: RFC 6996 section 5. */
const FIRST_ASN = 64512
/** Ports of what nobody has said anything of. */
export const DEFAULT_PORT = 8080

/** The AS number, if nobody else has it, else the first private one that is free. */
function asnFor(view: DesignView, id: string, asn: number | undefined): number {
  const taken = new Set([...view.of('vpn-gateway'), ...view.of('cloud-router')].filter(other => other.id !== id).map(({ element }) => element.asn ?? FIRST_ASN))
  if (asn !== undefined && !taken.has(asn)) return asn
  let next = FIRST_ASN
  while (taken.has(next)) next++
  return next
}

type Housed = 'nat-gateway' | 'load-balancer' | 'api-server' | 'host'

/** A subnet of the VPC: the one that it has, else the one preferred, else the first, else a new one. */
export function subnetFor(at: At<'nat-gateway' | 'load-balancer' | 'api-server' | 'host' | 'node' | 'cluster'>, wanted: string | undefined, preferred?: string): Result<{ readonly design: At<Housed>['design']; readonly id: string; readonly view: DesignView }, string> {
  const { design, view, vpc } = at
  if (vpc === undefined) return err('There is no VPC here for a subnet.')
  const inside = (id: string | undefined) => id !== undefined && view.get(id, 'subnet')?.parent === vpc
  const found = [wanted, preferred, view.childrenOf(vpc, 'subnet')[0]?.id].find(inside)
  return found !== undefined ? ok({ design, id: found, view }) : at.create(design, 'subnet', vpc) as never
}

/** An address of a subnet: the one that it has if it fits and is its own, else the next free one. */
export function addressIn(view: DesignView, { id, provider }: Pick<At<'node'>, 'id' | 'provider'>, subnet: string, address: string | undefined, also: readonly string[] = []): Result<string, string> {
  const range = cidr(view.get(subnet, 'subnet')?.cidr ?? '0.0.0.0/32')
  const { reserved } = habitsOf(provider)
  if (address !== undefined && fits(range, address, reserved) && !isOwned(view, address, id) && !also.includes(address)) return ok(address)
  const free = freeAddress(view, range, { reserved, also })
  return free === undefined ? err(`Subnet ${subnet} has no free address. Give it a larger range, or add another subnet.`) : ok(free)
}

export const fillInternetGateway: Fill<'internet-gateway'> = ({ design }) => ok({ design, fields: {} })

/** In AWS in a subnet that leads to an internet gateway, if there is one; in Google Cloud for a region that has none yet. */
export const fillNatGateway: Fill<'nat-gateway'> = at => {
  const { view, id, element, provider, vpc } = at
  const publicAddresses = keptPublic(view, element.publicAddresses ?? freePublic(view, 1), id)
  if (habitsOf(provider).vpcRanges === 'none') {
    const own = view.regionOf(vpc ?? id)
    const served = vpc === undefined ? [] : view.childrenOf(vpc, 'nat-gateway').filter(other => other.id !== id).map(other => view.regionOf(other.id))
    const regions = [element.region ?? own, own, ...(vpc === undefined ? [] : view.childrenOf(vpc, 'subnet').map(subnet => view.regionOf(subnet.id))), own === undefined ? habitsOf(provider).region : undefined]
    const region = regions.find(one => one !== undefined && !served.includes(one))
    if (region === undefined) return err(`Every region of ${vpc ?? 'the network'} has a NAT gateway already.`)
    return ok({ design: at.design, fields: { publicAddresses, region: region === own ? undefined : region } })
  }
  const leadsOut = view.childrenOf(vpc ?? id, 'subnet').find(subnet => (view.get(subnet.element.routeTable, 'route-table')?.routes ?? []).some(route => view.get(route.via, 'internet-gateway')))
  const subnet = subnetFor(at, element.subnet, leadsOut?.id)
  if (!subnet.ok) return subnet
  const address = addressIn(subnet.value.view, at, subnet.value.id, element.address)
  return address.ok ? ok({ design: subnet.value.design, fields: { subnet: subnet.value.id, address: address.value, publicAddresses } }) : address
}

/** Two outside addresses: both clouds give a gateway two, for two tunnels. */
export const fillVpnGateway: Fill<'vpn-gateway'> = ({ design, view, id, element, mode, provider, vpc }) => ok({
  design,
  fields: {
    addresses: keptPublic(view, element.addresses ?? freePublic(view, 2), id),
    asn: element.asn ?? (mode === 'new' && habitsOf(provider).vpcRanges === 'inside' ? asnFor(view, id, undefined) : undefined),
    region: element.region ?? (habitsOf(provider).vpcRanges === 'none' && view.regionOf(vpc ?? id) === undefined ? habitsOf(provider).region : undefined),
  },
})

/** Speaks for a gateway of its VPC that no other router speaks for; without one, for a new one. */
export const fillCloudRouter: Fill<'cloud-router'> = ({ design, view, id, element, mode, vpc, create }) => {
  const spoken = view.of('cloud-router').filter(other => other.id !== id).map(other => other.element.gateway)
  const gateways = vpc === undefined ? [] : view.childrenOf(vpc, 'vpn-gateway').map(gateway => gateway.id as string)
  const own = gateways.find(gateway => gateway === element.gateway) ?? gateways.find(gateway => !spoken.includes(gateway))
  const made = own === undefined ? create(design, 'vpn-gateway', vpc ?? id) : ok({ design, id: own as ElementId })
  if (!made.ok) return made
  const made_ = made.value.design.elements[made.value.id]
  const region = (made_?.kind === 'vpn-gateway' ? made_.region : undefined) ?? view.regionOf(vpc ?? id)
  return ok({
    design: made.value.design,
    fields: { asn: mode === 'copy' && element.asn !== undefined ? element.asn : asnFor(view, id, element.asn), gateway: made.value.id, region: region === view.regionOf(vpc ?? id) ? undefined : region },
  })
}

/** In front of the first workload in the VPC, in the subnet of its first pod. */
export const fillLoadBalancer: Fill<'load-balancer'> = at => {
  const { view, id, element, vpc } = at
  const near = (kind: 'workload' | 'name-server' | 'service', one: string | undefined) => one !== undefined && view.get(one, kind) !== undefined && view.within(one, 'vpc')?.id === vpc
  const kept = (['workload', 'name-server', 'service'] as const).some(kind => near(kind, element.target)) ? element.target : undefined
  const workloads = view.of('workload').filter(workload => near('workload', workload.id))
  const target = kept ?? (workloads.find(({ element: { pods } }) => pods.length > 0) ?? workloads[0])?.id
  if (target === undefined) return err(`There is no workload in ${vpc ?? 'this VPC'} for a load balancer to stand in front of. Add one first.`)
  const workload = view.get(view.get(target, 'service')?.workload ?? target, 'workload')
  const subnet = subnetFor(at, element.subnet, view.get(workload?.pods[0]?.node, 'node')?.subnet)
  if (!subnet.ok) return subnet
  const address = addressIn(subnet.value.view, at, subnet.value.id, element.address)
  if (!address.ok) return address
  const port = workload?.ports?.find(one => typeof one === 'number') ?? DEFAULT_PORT
  const groups = element.securityGroups?.filter(group => view.get(group, 'security-group')?.parent === vpc)
  return ok({ design: subnet.value.design, fields: { subnet: subnet.value.id, address: address.value, target, listeners: element.listeners ?? [{ protocol: 'tcp', port: typeof port === 'number' ? port : DEFAULT_PORT }], securityGroups: groups } })
}
