import { cidr } from '@/lib/net/cidr'
import { err, ok } from '@/lib/net/result'
import { freeAddress, freePublic, isOwned, keptPublic } from './addresses'
import { fillSiteHost } from './fill-machines'
import type { Fill } from './filling'
import { addressIn, DEFAULT_PORT, subnetFor } from './housing'
import { isKnownProvider } from './providers'

/** With a public endpoint, and a private one in a subnet of the VPC. */
export const fillApiServer: Fill<'api-server'> = at => {
  const { view, id, element, mode } = at
  const publicAddress = element.publicAddress === undefined ? (mode === 'new' ? freePublic(view, 1)[0] : undefined) : keptPublic(view, [element.publicAddress], id)[0]
  if (mode !== 'new' && element.subnet === undefined) return ok({ design: at.design, fields: { publicAddress } })
  const subnet = subnetFor(at, element.subnet)
  if (!subnet.ok) return subnet
  const address = addressIn(subnet.value.view, at, subnet.value.id, element.address)
  return address.ok ? ok({ design: subnet.value.design, fields: { publicAddress, subnet: subnet.value.id, address: address.value } }) : address
}

/** In a VPC in a subnet, on the internet with a public address, in a site with any private one. */
export const fillHost: Fill<'host'> = at => {
  const { design, view, id, element, mode, provider, vpc } = at
  const ports = element.ports ?? (mode === 'new' ? [DEFAULT_PORT] : undefined)
  if (vpc !== undefined) {
    const subnet = subnetFor(at, element.subnet)
    if (!subnet.ok) return subnet
    const address = addressIn(subnet.value.view, at, subnet.value.id, element.address)
    if (!address.ok) return address
    const groups = element.securityGroups?.filter(group => view.get(group, 'security-group')?.parent === vpc)
    const [firstGroup] = view.childrenOf(vpc, 'security-group')
    return ok({ design: subnet.value.design, fields: { subnet: subnet.value.id, address: address.value, ports, securityGroups: groups ?? (mode === 'new' && provider === 'aws' && firstGroup ? [firstGroup.id] : undefined) } })
  }
  if (element.segment !== undefined || element.interfaces !== undefined || (mode === 'new' && provider !== undefined && !isKnownProvider(provider))) {
    const housed = fillSiteHost(at)
    return housed.ok ? ok({ ...housed.value, fields: { ...housed.value.fields, ports } }) : housed
  }
  const kept = element.address !== undefined && !isOwned(view, element.address, id)
  const onInternet = view.get(element.parent, 'internet') !== undefined
  const address = kept ? element.address : onInternet ? freePublic(view, 1)[0] : freeAddress(view, cidr('192.168.0.0/16'), { reserved: [0, -1] })
  return address === undefined ? err('No address is free for another host.') : ok({ design, fields: { address, ports, subnet: undefined } })
}
