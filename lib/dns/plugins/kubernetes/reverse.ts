import { parseIp, type IpAddress } from '@/lib/net/ip-address'
import { joinName, labelsOf } from '@/lib/dns/names'
import { endpointLabel } from './endpoints'
import { isExposed } from './exposed'
import type { ObjectIndex } from './objects'
import type { Stanza } from './stanza'

/** Digits of an IPv6 address; up to three labels more make no group of four and are not looked at. Source: coredns plugin/pkg/dnsutil/reverse.go reverse6. */
const IPV6_DIGITS = 32

/** The address that a reverse name stands for. Sources: RFC 1035 section 3.5, RFC 3596 section 2.5. */
export function addressOfReverse(name: string): IpAddress | undefined {
  const labels = [...labelsOf(name)].reverse()
  const digits = labels.slice(2)
  const isV6 = labels[1] === 'ip6'
  if (labels[0] !== 'arpa' || !(isV6 ? Math.floor(digits.length / 4) === IPV6_DIGITS / 4 : labels[1] === 'in-addr' && digits.length === 4)) return undefined
  const text = isV6 ? (digits.slice(0, IPV6_DIGITS).join('').match(/.{4}/g) ?? []).join(':') : digits.join('.')
  const address = parseIp(text)
  return address.ok ? address.value : undefined
}

export const isReverseZone = (zone: string): boolean => zone.endsWith('in-addr.arpa') || zone.endsWith('ip6.arpa')

/**
 * The names of an address: of the service that has it, else of every endpoint that has it. They lie in the first zone of the stanza
 * that is no reverse zone. Source: coredns plugin/kubernetes/reverse.go.
 */
export function namesOfAddress(address: IpAddress, stanza: Stanza, objects: ObjectIndex): readonly string[] {
  const zone = stanza.zones.find(candidate => !isReverseZone(candidate)) ?? ''
  const exposed = (namespace: string) => stanza.namespaces === null || isExposed(stanza, objects, namespace)
  const owner = objects.byClusterAddress.get(address)?.find(({ service }) => exposed(service.namespace))?.service
  if (owner) return [joinName(owner.name, owner.namespace, 'svc', zone)]
  const holders = stanza.endpoints === 'watched' ? objects.byEndpointAddress.get(address) ?? [] : []
  const names = holders.flatMap(({ service, endpoints }) => endpoints
    .filter(endpoint => endpoint.address === address && exposed(service.namespace) && (stanza.pointers === 'all' || endpoint.hostname))
    .map(endpoint => joinName(endpointLabel(endpoint, stanza), service.name, service.namespace, 'svc', zone)))
  return [...new Set(names)]
}
