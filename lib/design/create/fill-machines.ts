import type { ElementOf } from '@/lib/design/design'
import { parseInterfaceAddress } from '@/lib/design/interface-address'
import { viewDesign, type DesignView } from '@/lib/design/view'
import { cidr, contains, formatCidr, prefixOf } from '@/lib/net/cidr'
import { ip, parseIp, versionOf, type IpAddress } from '@/lib/net/ip-address'
import { err, ok, type Result } from '@/lib/net/result'
import { freeAddress, isOwned } from './addresses'
import type { At, Fill } from './filling'
import type { Housed } from './housing'
import { asCidr, freeRange, isTaken } from './ranges'

type Interfaces = ElementOf<'router'>['interfaces']

/** Length of a new segment's prefix. */
const SEGMENT_LENGTH = 24

export const fillSegment: Fill<'segment'> = ({ design, view, id, element, mode }) => {
  const own = (element.cidrs ?? []).filter(range => mode === 'moved' || !isTaken(view, cidr(range), { owner: id, scope: 'everywhere' }))
  if (own.length > 0 || (mode !== 'new' && element.cidrs === undefined)) return ok({ design, fields: { cidrs: element.cidrs === undefined ? undefined : own } })
  const free = freeRange(view, [asCidr(element.cidrs?.[0])?.length ?? SEGMENT_LENGTH])
  return free ? ok({ design, fields: { cidrs: [formatCidr(free)] } }) : err('No private range is free for another segment. Remove one, or give one a smaller range.')
}

/** On every segment of its site that no router stands on yet, else on the first one; a site without segments gets one. */
export const fillRouter: Fill<'router'> = at => {
  const { design, view, id, element, mode } = at
  if (element.interfaces !== undefined && element.interfaces.length > 0) return ok({ design, fields: { interfaces: mode === 'moved' ? element.interfaces : readdressed(view, id, element.interfaces) } })
  const first = segmentFor(at, undefined)
  if (!first.ok) return first
  const standing = new Set(first.value.view.of('router').flatMap(other => (other.element.interfaces ?? []).map(item => item.segment)))
  const lonely = first.value.view.all.filter(({ id: segment, element: { kind, parent } }) => kind === 'segment' && parent === element.parent && !standing.has(segment)).map(segment => segment.id as string)
  const interfaces = (lonely.length > 0 ? lonely : [first.value.id]).flatMap((segment): Interfaces => {
    const address = addressOn(first.value.view, segment, 1)
    return address === undefined ? [] : [{ segment, addresses: [address] }]
  })
  return interfaces.length > 0 ? ok({ design: first.value.design, fields: { interfaces } }) : err('No segment has a free address for another router.')
}

/** On premises: on a segment of its site, with a router there as its gateway. */
export const fillSiteHost: Fill<'host'> = at => {
  const { element, id, mode } = at
  if (element.interfaces !== undefined) {
    const interfaces = mode === 'moved' ? element.interfaces : readdressed(at.view, id, element.interfaces)
    const [address] = (interfaces[0]?.addresses ?? []).flatMap(text => parseInterfaceAddress(text)?.address ?? [])
    return ok({ design: at.design, fields: { interfaces, address: mode === 'moved' ? element.address : address ?? element.address } })
  }
  const on = segmentFor(at, element.segment)
  if (!on.ok) return on
  const kept = element.address !== undefined && !isOwned(on.value.view, element.address, id) && rangesOn(on.value.view, on.value.id).some(range => contains(range, ip(element.address ?? '')))
  const address = kept ? element.address : addressOn(on.value.view, on.value.id)?.split('/')[0]
  if (address === undefined) return err(`Segment ${on.value.id} has no free address. Give it a larger range, or add another segment.`)
  return ok({ design: on.value.design, fields: { segment: on.value.id, address, subnet: undefined, config: configOn(on.value.view, on.value.id, element.config, mode) } })
}

/** With a gateway on the segment: a new host gets one, another keeps its own where it is still there. */
function configOn(view: DesignView, segment: string, config: At<'host'>['element']['config'], mode: At<'host'>['mode']): At<'host'>['element']['config'] {
  const gateway = gatewayOn(view, segment)
  if (config === undefined) return mode === 'new' && gateway !== undefined ? { gateways: [gateway] } : undefined
  const gateways = config['gateways']
  const lost = Array.isArray(gateways) && gateways.some((text: unknown) => { const parsed = parseIp(typeof text === 'string' ? text : ''); return parsed.ok && !rangesOn(view, segment).some(range => contains(range, parsed.value)) })
  const { gateways: _gateways, ...rest } = config
  return lost ? { ...rest, ...(gateway === undefined ? {} : { gateways: [gateway] }) } : config
}

/** The segment wanted, else the first of the site, else a new one. */
function segmentFor({ design, view, element, create }: Pick<At<'router'>, 'design' | 'view' | 'create'> & { readonly element: { readonly parent?: string } }, wanted: string | undefined): Result<Housed, string> {
  const own = view.of('segment').filter(segment => segment.element.parent === element.parent)
  const found = view.get(wanted, 'segment') ? wanted : own[0]?.id
  if (found !== undefined) return ok({ design, view, id: found })
  if (element.parent === undefined) return err('There is no site here for a segment.')
  const made = create(design, 'segment', element.parent)
  return made.ok ? ok({ design: made.value.design, view: viewDesign(made.value.design), id: made.value.id }) : made
}

const rangesOn = (view: DesignView, segment: string) => (view.get(segment, 'segment')?.cidrs ?? []).map(text => cidr(text))

/** The next free address of a segment's first prefix that has one, with its length. */
function addressOn(view: DesignView, segment: string, from?: number): string | undefined {
  for (const range of rangesOn(view, segment)) {
    const free = freeAddress(view, range, { reserved: [0, -1], ...(from === undefined ? {} : { from }) })
    if (free !== undefined) return `${free}/${range.length}`
  }
  return undefined
}

/** Where the machines of a segment send what is not for it: the first router's address there. */
const gatewayOn = (view: DesignView, segment: string): IpAddress | undefined =>
  view.of('router').flatMap(router => router.element.interfaces).filter(item => item.segment === segment).flatMap(item => (item.addresses ?? []).flatMap(text => parseInterfaceAddress(text)?.address ?? []))[0]

/** Addresses that another machine has, or that lie outside their segment, are replaced by free ones there. */
function readdressed(view: DesignView, id: string, interfaces: Interfaces): Interfaces {
  const also: string[] = []
  const fresh = (text: string, segment: string): readonly string[] => {
    const own = parseInterfaceAddress(text)
    const ranges = rangesOn(view, segment)
    if (!own || (!isOwned(view, own.address, id) && (ranges.length === 0 || ranges.some(range => contains(range, own.address))))) return [text]
    const range = ranges.find(one => versionOf(one.address) === versionOf(own.address)) ?? prefixOf(own.address, own.length)
    const free = freeAddress(view, range, { reserved: [0, -1], from: 1, also })
    if (free === undefined) return []
    also.push(free)
    return [`${free}/${range.length}`]
  }
  return interfaces.map(item => (item.addresses === undefined ? item : { ...item, addresses: item.addresses.flatMap(text => fresh(text, item.segment)) }))
}
