import { viewDesign, type DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import { err, ok } from '@/lib/net/result'
import { freePublic, keptPublic } from './addresses'
import type { Fill } from './filling'
import { addressIn, DEFAULT_PORT, subnetFor } from './housing'
import { habitsOf } from './providers'

/** Private AS numbers. Source: RFC 6996 section 5. */
const FIRST_ASN = 64512


/** The AS number (a gateway in AWS has the first one unless given), if nobody else has it, else the first private one that is free. */
function asnFor(view: DesignView, id: string, asn: number | undefined): number {
  const speaks = (other: string, own: number | undefined) => own ?? (habitsOf(view.providerOf(other)).vpcRanges === 'inside' ? FIRST_ASN : undefined)
  const taken = new Set([...view.of('vpn-gateway'), ...view.of('cloud-router')].filter(other => other.id !== id).map(other => speaks(other.id, other.element.asn)))
  if (asn !== undefined && !taken.has(asn)) return asn
  let next = FIRST_ASN
  while (taken.has(next)) next++
  return next
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
  const region = viewDesign(made.value.design).regionOf(made.value.id)
  return ok({
    design: made.value.design,
    fields: { asn: mode === 'copy' && element.asn !== undefined ? element.asn : asnFor(view, id, element.asn), gateway: made.value.id, region: region === view.regionOf(vpc ?? id) ? undefined : region },
  })
}

/** In front of the first workload in the VPC, in the subnet of its first pod. */
export const fillLoadBalancer: Fill<'load-balancer'> = at => {
  const { view, element, vpc } = at
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
