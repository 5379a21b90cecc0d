import { contains } from '@/lib/net/cidr'
import type { Interface, Port } from '@/lib/network/device'
import type { Header } from '@/lib/network/trace'
import { top } from './packet'
import { lookUpRoute } from './route-lookup'
import { end, type Run, type Walk } from './walk'

/** Whether an address belongs to an interface: its own, or claimed by its port. */
export function owns(item: Interface, port: Port, address: Header['source']): boolean {
  return item.addresses.some(own => own.address === address) || port.claims.some(claim => contains(claim, address))
}

/** A source (or destination) that the fabric does not let an interface use. */
export function spoof(walk: Walk, run: Run, item: Interface | null): void {
  walk.steps.push({ type: 'check', check: 'source', passed: false, at: item?.from ?? walk.device.from })
  end(walk, run, { disposition: 'spoof-dropped', place: item?.from ?? walk.device.from, notice: null },
    { why: { code: 'interface.spoof-check', elements: [item?.from ?? walk.device.from], facts: { source: top(walk.packet).source } }, place: walk.device.from, mend: { type: 'nothing' } })
}

/** 4. Strict: the way back leaves by the same interface; loose: there is one. Source: RFC 3704 sections 2.2 and 2.4, Linux ip-sysctl rp_filter. */
export function reversePathHolds(walk: Walk, run: Run): boolean {
  const mode = walk.inInterface?.reversePathFilter ?? 'off'
  if (mode === 'off') return true
  const table = run.index.tables.get(`${walk.device.id}:main`)
  const best = table ? lookUpRoute(table, top(walk.packet).source, run.network.settled).best : []
  const ways = best.flatMap(({ nextHop }) => 'interfaceId' in nextHop && nextHop.interfaceId !== undefined ? [nextHop.interfaceId] : [])
  const passed = mode === 'loose' ? best.length > 0 : ways.some(way => way === walk.inInterface?.id)
  walk.steps.push({ type: 'check', check: 'reverse-path', passed, at: walk.device.from })
  if (!passed) {
    end(walk, run, { disposition: 'reverse-path-dropped', place: walk.device.from, notice: null },
      { why: { code: 'interface.reverse-path', elements: [walk.device.from], facts: { source: top(walk.packet).source } }, place: walk.device.from, mend: { type: 'nothing' } })
  }
  return passed
}

/** 6 and 9. A packet that may not be fragmented must fit. Source: RFC 1191 section 4, RFC 791 section 3.2. */
export function fits(walk: Walk, run: Run, out: Interface): boolean {
  const { sizeBytes, dontFragment } = walk.packet
  if (sizeBytes <= out.mtuBytes || !dontFragment) return true
  walk.steps.push({ type: 'check', check: 'mtu', passed: false, at: out.from, limitBytes: out.mtuBytes, sizeBytes })
  end(walk, run, { disposition: 'mtu-exceeded', place: walk.device.from, notice: out.sendsTooBig ? { says: 'too-big', mtuBytes: out.mtuBytes } : null },
    { why: { code: 'mtu.exceeded', elements: [out.from], facts: { bytes: String(sizeBytes), limit: String(out.mtuBytes) } }, place: walk.device.from, mend: { type: 'nothing' } })
  return false
}

/** A link that is down carries nothing. */
export function linkUp(walk: Walk, run: Run, item: Interface): boolean {
  const link = run.network.links.get(item.link)
  if (link?.up) return true
  const place = link?.from ?? item.from
  end(walk, run, { disposition: link?.kind === 'segment' ? 'neighbor-unreachable' : 'tunnel-down', place, notice: null },
    link ? { why: { code: link.down?.code ?? 'link.down', elements: link.down?.elements ?? [place] }, place, mend: { type: 'link-up', link: link.id } } : null)
  return false
}

