import { contains } from '@/lib/net/cidr'
import { versionOf } from '@/lib/net/ip-address'
import type { Device, Interface, Port } from '@/lib/network/device'
import type { Code } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { NextHop } from '@/lib/network/route'
import type { Header } from '@/lib/network/trace'
import { routesBack, routesTo } from './forwarding'
import type { NetworkIndex } from './index'
import { isMartianSource } from './martian'
import { inverse, top } from './packet'
import { end, type Run, type Walk } from './walk'

/** Whether an address belongs to an interface: its own, or claimed by its port. */
export function owns(item: Interface, port: Port, address: Header['source']): boolean {
  return item.addresses.some(own => own.address === address) || port.claims.some(claim => contains(claim, address))
}

/** A source (or destination) that the fabric does not let an interface use. */
export function spoof(walk: Walk, run: Run, item: Interface | null, code: Code = 'interface.spoof-check'): void {
  walk.steps.push({ type: 'check', check: 'source', passed: false, at: item?.from ?? walk.device.from })
  end(walk, run, { disposition: 'spoof-dropped', place: item?.from ?? walk.device.from, notice: null },
    { why: { code, elements: [item?.from ?? walk.device.from], facts: { source: top(walk.packet).source, destination: top(walk.packet).destination } }, place: walk.device.from, mend: { type: 'nothing' } })
}

/** 4. A source that no wire may carry is dropped before anything else is asked. Source: RFC 1812 section 5.3.7; Linux ip_route_input_slow. */
export function sourceHolds(walk: Walk, run: Run): boolean {
  if (!isMartianSource(top(walk.packet).source)) return true
  spoof(walk, run, walk.inInterface, 'interface.martian-source')
  return false
}

/**
 * 4. Once there is a way: in IPv4 a packet with one of the device's own addresses as its source is dropped, then the reverse-path filter asks.
 * Source: Linux fib_validate_source, which __mkroute_input and the local route call after the look-up (seed 7415); IPv6 has no such check of own addresses.
 */
export function sourceIsValid(walk: Walk, run: Run, out?: Interface): boolean {
  const { source } = top(walk.packet)
  const own = versionOf(source) === 4 && (run.index.own.get(walk.device.id)?.has(source) ?? false)
  if (!own) return reversePathHolds(walk, run, out)
  spoof(walk, run, walk.inInterface, 'interface.own-source')
  return false
}

/**
 * 4. Strict: the way back leaves by the same interface; loose: there is one. IPv4 only.
 *
 * The way back is looked up with the ends swapped, through the policy rules: a packet that is to be forwarded as if it had come in by the
 * interface it leaves by, one for the device itself as an own one; the mark only where the device says so; of several equal ways any will do.
 * Sources: RFC 3704 sections 2.2 and 2.4; Linux __fib_validate_source; ip-sysctl.rst, rp_filter and src_valid_mark.
 */
function reversePathHolds(walk: Walk, run: Run, out?: Interface): boolean {
  const { device, packet, inInterface } = walk
  const header = inverse(top(packet))
  if (!inInterface || inInterface.reversePathFilter === 'off' || versionOf(header.source) === 6) return true
  const passed = reversePathPasses(run.network, run.index, { device, item: inInterface, header, mark: device.marksInReversePath ? packet.mark : 0, ...(out ? { out } : {}) })
  walk.steps.push({ type: 'check', check: 'reverse-path', passed, at: device.from })
  if (!passed) {
    end(walk, run, { disposition: 'reverse-path-dropped', place: device.from, notice: null },
      { why: { code: 'interface.reverse-path', elements: [device.from], facts: { source: header.destination } }, place: device.from, mend: { type: 'nothing' } })
  }
  return passed
}

/** What came in by `item`, with its ends swapped, and the interface that it is to leave by. */
interface Backwards { readonly device: Device; readonly item: Interface; readonly header: Header; readonly mark: number; readonly out?: Interface }

/** Whether the way back of an IPv4 packet is as the interface's filter wants it. */
export function reversePathPasses(network: Network, index: NetworkIndex, { device, item, header, mark, out }: Backwards): boolean {
  if (item.reversePathFilter === 'off') return true
  const best = routesBack(network, index, device, { header, mark, inInterface: out?.id })
  const unicast = best.some(({ nextHop }) => nextHop.type === 'connected' || nextHop.type === 'via' || nextHop.type === 'interface' || nextHop.type === 'leaves')
  return best.some(({ nextHop }) => leadsOut(network, index, device, { nextHop, item })) || (item.reversePathFilter === 'loose' && unicast && item.addresses.length > 0)
}

function leadsOut(network: Network, index: NetworkIndex, device: Device, { nextHop, item, depth = 0 }: { readonly nextHop: NextHop; readonly item: Interface; readonly depth?: number }): boolean {
  if ('interfaceId' in nextHop && nextHop.interfaceId !== undefined) return nextHop.interfaceId === item.id
  if (nextHop.type !== 'via' || depth > 8) return false
  return routesTo(network, index, device, nextHop.address).some(onward => leadsOut(network, index, device, { nextHop: onward.nextHop, item, depth: depth + 1 }))
}

/** A link that is down, or an interface, carries nothing. */
export function linkUp(walk: Walk, run: Run, item: Interface): boolean {
  const link = run.network.links.get(item.link)
  if (link?.up && item.up !== false) return true
  const place = link?.up ? item.from : link?.from ?? item.from
  end(walk, run, { disposition: link?.kind === 'segment' ? 'neighbor-unreachable' : 'tunnel-down', place, notice: null },
    link && !link.up ? { why: { code: link.down?.code ?? 'link.down', elements: link.down?.elements ?? [place] }, place, mend: { type: 'link-up', link: link.id } }
      : { why: { code: 'interface.down', elements: [place] }, place, mend: { type: 'nothing' } })
  return false
}
