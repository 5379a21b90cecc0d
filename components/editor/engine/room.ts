import type { Design } from '@/lib/design/design'
import { freeAddress } from '@/lib/design/create/addresses'
import { habitsOf } from '@/lib/design/create/providers'
import { rangeOf } from '@/lib/design/clusters'
import { viewDesign, type DesignView } from '@/lib/design/view'
import { covers, formatCidr, freeCidrs, overlaps, parseCidr, sizeOf, type Cidr } from '@/lib/net/cidr'
import { parseIp } from '@/lib/net/ip-address'
import { own } from '@/lib/net/own'

interface Owned { readonly owner: string; readonly range: Cidr }

const prefix = (text: unknown): readonly Cidr[] => {
  const parsed = typeof text === 'string' ? parseCidr(text) : null
  return parsed?.ok ? [parsed.value] : []
}
const grouped = (size: bigint): string => String(size).replace(/\B(?=(\d{3})+$)/g, ',')

/** Ranges of subnets, secondary ranges and VPCs. */
function rangesOf(view: DesignView): readonly Owned[] {
  const own = (owner: string, ranges: readonly Cidr[]) => ranges.map(range => ({ owner, range }))
  return [
    ...[...view.of('subnet'), ...view.of('secondary-range')].flatMap(({ id, element }) => own(id, prefix(element.cidr))),
    ...view.of('vpc').flatMap(({ id, element }) => own(id, (element.cidrs ?? []).flatMap(prefix))),
  ]
}

/** How many addresses a range has, whose ranges it cuts across, and which range of its size is free where it stands. */
function aboutRange(view: DesignView, id: string, range: Cidr): string {
  const vpc = view.within(id, 'vpc')
  const others = rangesOf(view).filter(other => other.owner !== id && other.owner !== vpc?.id && view.within(other.owner, 'vpc')?.id !== id)
  const clashes = others.filter(other => overlaps(other.range, range))
  const around = vpc === undefined || vpc.id === id ? [] : (vpc.element.cidrs ?? []).flatMap(prefix).filter(outer => covers(outer, range))
  const taken = others.filter(other => view.within(other.owner, 'vpc')?.id === vpc?.id && other.owner !== vpc?.id).map(other => other.range)
  const [free] = freeCidrs(around, [...taken, range], range.length, 1)
  const size = sizeOf(range)
  return [
    `${grouped(size)} ${size === 1n ? 'address' : 'addresses'}.`,
    ...(clashes.length > 0 ? [`Overlaps ${clashes.map(({ owner, range: other }) => `${owner} (${formatCidr(other)})`).join(', ')}.`] : []),
    ...(around.length > 0 ? [free === undefined ? `No other /${range.length} is free in ${vpc?.id ?? ''}.` : `Next free: ${formatCidr(free)}.`] : []),
  ].join(' ')
}

/** The range that an element's address lies in, by the fields that say so. */
function rangeAround(view: DesignView, id: string, path: readonly (string | number)[], subject: Readonly<Record<string, unknown>>): Cidr | undefined {
  const node = path[0] === 'pods' && Array.isArray(subject['pods']) ? (subject['pods'] as readonly { readonly node?: string }[])[Number(path[1])]?.node : undefined
  const holder = node === undefined ? subject : (view.get(node, 'node') ?? {})
  if (node !== undefined && 'podRange' in holder) return prefix(holder['podRange'])[0]
  if (subject['kind'] === 'service') return rangeOf(view, view.within(id, 'cluster')?.element.services)
  return prefix(view.get(typeof holder['subnet'] === 'string' ? holder['subnet'] : undefined, 'subnet')?.cidr)[0]
}

/** What a person who fills in a range or an address would like to know. `path` leads to the field, inside the element. */
export function roomAt(id: string, path: readonly (string | number)[], design: Design): string | null {
  const view = viewDesign(design)
  const subject: unknown = own(design.elements, id)
  if (typeof subject !== 'object' || subject === null) return null
  const value = path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string | number, unknown>>)[key] : undefined), subject)
  const [range] = prefix(value)
  if (range !== undefined) return aboutRange(view, id, range)
  if (typeof value !== 'string' || !parseIp(value).ok || path[0] === 'publicAddress') return null
  const around = rangeAround(view, id, path, subject as Readonly<Record<string, unknown>>)
  if (around === undefined) return null
  const free = freeAddress(view, around, { reserved: habitsOf(view.providerOf(id)).reserved })
  return free === undefined ? `${formatCidr(around)} is full.` : `In ${formatCidr(around)}; next free: ${free}.`
}
