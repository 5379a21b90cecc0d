import type { Design, DesignLink } from '@/lib/design/design'
import type { LinkKind } from '@/lib/design/kinds/index'
import { viewDesign, type DesignView } from '@/lib/design/view'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { err, ok, type Result } from '@/lib/net/result'
import { createElement, type Refusal } from './create-element'
import { idFor } from './ids'
import { configured, freeInside, freePair, LINUX_TUNNEL, linuxTunnel } from './tunnel-addresses'

export interface Connection { readonly kind: LinkKind; /** What a menu calls it. */ readonly label: string }

type Joined = Result<DesignLink, string>
type Join = (view: DesignView, a: string, b: string) => Joined

/** Kinds of link that two elements may be joined by: how, or why not. In the order in which they are offered. */
const JOINS: readonly (Connection & { readonly join: Join })[] = [
  { kind: 'peering', label: 'Peering', join: peering },
  { kind: 'tunnel', label: 'Tunnel', join: tunnel },
  { kind: 'bgp-session', label: 'BGP session', join: session },
]

/** The links that could be drawn between two elements now; none where nothing fits. */
export function connectionsFor(design: Design, a: string, b: string): readonly Connection[] {
  const view = viewDesign(design)
  return JOINS.filter(({ join }) => join(view, a, b).ok).map(({ kind, label }) => ({ kind, label }))
}

/**
 * Joins two elements by a link of a kind, else by the first that fits; a tunnel gets addresses of its own, and the internet that it runs over where
 * the design draws none. The message says why none fits.
 */
export function connectElements(design: Design, a: string, b: string, kind?: LinkKind): Result<{ readonly design: Design; readonly id: ElementId }, Refusal> {
  const view = viewDesign(design)
  const tried = JOINS.filter(join => kind === undefined || join.kind === kind).map(({ kind: made, join }) => ({ made, link: join(view, a, b) }))
  for (const { made, link } of tried) {
    if (!link.ok) continue
    const id = idFor(design, made)
    const joined = { ...design, links: { ...design.links, [id]: link.value } }
    return ok({ design: made === 'tunnel' && link.value.mechanism === 'ipsec' ? withInternet(joined) : joined, id })
  }
  const reasons = tried.flatMap(({ link }) => (link.ok || link.error === '' ? [] : [link.error]))
  return err({ message: reasons.at(-1) ?? `Nothing joins ${a} and ${b}.` })
}

function withInternet(design: Design): Design {
  const made = viewDesign(design).of('internet').length === 0 ? createElement(design, 'internet', null) : undefined
  return made?.ok ? made.value.design : design
}

const joins = ({ ends: [x, y] }: DesignLink, a: string, b: string): boolean => (x === a && y === b) || (x === b && y === a)
/** No reason worth a sentence: the two are not of such kinds. */
const otherKinds: Joined = err('')

/** Clouds whose VPCs can be peered. */
const PEERING_PROVIDERS: readonly string[] = ['aws', 'gcp']

function peering(view: DesignView, a: string, b: string): Joined {
  if (!view.get(a, 'vpc') || !view.get(b, 'vpc')) return otherKinds
  if (a === b) return err('A peering joins two VPCs.')
  const provider = view.providerOf(a)
  if (provider !== view.providerOf(b) || !PEERING_PROVIDERS.includes(provider ?? '')) return err('A peering joins two VPCs of one cloud; between clouds there is a VPN.')
  const known = view.linksOf('peering').find(({ link }) => joins(link, a, b))
  return known ? err(`${known.id} joins ${a} and ${b} already.`) : ok({ kind: 'peering', ends: [a, b] })
}

function tunnel(view: DesignView, a: string, b: string): Joined {
  const end = (id: string) => view.get(id, 'vpn-gateway') ?? view.get(id, 'router')
  const [one, other] = [end(a), end(b)]
  if (!one || !other) return otherKinds
  if (a === b || (one.parent === other.parent && (one.kind !== 'router' || other.kind !== 'router'))) return err('A tunnel joins gateways of two networks.')
  const outside = freePair(view, a, b)
  const inside = freeInside(view)
  if (!outside) return err(`Between ${a} and ${b} every pair of outside addresses has its tunnel. Give one of them another address.`)
  if (!inside) return err('No link-local range is free for the inside of another tunnel.')
  const routers = one.kind === 'router' && other.kind === 'router'
  return ok({ kind: 'tunnel', ends: [a, b], ...(routers ? { mechanism: LINUX_TUNNEL, config: linuxTunnel(view, [a, b], { outside, inside }) } : { mechanism: 'ipsec', config: { outside, inside } }) })
}

/** Over a tunnel between the gateways of the two, the first that carries no session of theirs yet. */
function session(view: DesignView, a: string, b: string): Joined {
  if (view.get(a, 'router') && view.get(b, 'router')) return routerSession(view, a, b)
  const gatewayOf = (end: string) => (view.get(end, 'vpn-gateway') || view.get(end, 'router') ? elementId(end) : view.get(end, 'cloud-router')?.gateway)
  const [one, other] = [gatewayOf(a), gatewayOf(b)]
  if (one === undefined || other === undefined) return otherKinds
  const silent = [a, b].find(end => view.get(end, 'vpn-gateway') && view.providerOf(end) === 'gcp')
  if (silent !== undefined) return view.get(a, 'cloud-router') || view.get(b, 'cloud-router') ? err(`${silent} does not speak BGP itself; join its Cloud Router.`) : otherKinds
  const tunnels = view.linksOf('tunnel').filter(({ link }) => joins(link, one, other) && configured(link, 'inside').length === 2)
  if (tunnels.length === 0) return err(`There is no tunnel between ${one} and ${other} for a BGP session. Join the gateways first.`)
  const asn = (end: string) => view.get(end, 'cloud-router')?.asn ?? view.get(end, 'vpn-gateway')?.asn ?? view.get(end, 'router')?.asn ?? 64512
  const dumb = [a, b].find(end => view.get(end, 'router') && view.get(end, 'router')?.asn === undefined)
  if (dumb !== undefined) return err(`Router ${dumb} has no AS number. Give it one before it speaks BGP.`)
  if (asn(a) === asn(b)) return err(`${a} and ${b} both have AS number ${asn(a)}. Give one of them another.`)
  const free = tunnels.find(({ id }) => !view.linksOf('bgp-session').some(({ link }) => link.over === id && joins(link, a, b)))
  return free ? ok({ kind: 'bgp-session', ends: [a, b], over: free.id }) : err(`Every tunnel between ${one} and ${other} has its BGP session.`)
}

/** Over a tunnel between two routers or a segment on which both stand, the first that carries no session of theirs yet. */
function routerSession(view: DesignView, a: string, b: string): Joined {
  if (a === b) return err('A BGP session joins two routers.')
  const dumb = [a, b].find(end => view.get(end, 'router')?.asn === undefined)
  if (dumb !== undefined) return err(`Router ${dumb} has no AS number. Give it one before it speaks BGP.`)
  const segmentsOf = (end: string) => (view.get(end, 'router')?.interfaces ?? []).filter(item => (item.addresses ?? []).length > 0).map(item => item.segment)
  const shared = segmentsOf(a).filter(segment => segmentsOf(b).includes(segment))
  const ways = [...view.linksOf('tunnel').filter(({ link }) => joins(link, a, b) && configured(link, 'inside').length === 2).map(({ id }) => id as string), ...shared]
  const free = ways.find(over => !view.linksOf('bgp-session').some(({ link }) => link.over === over && joins(link, a, b)))
  if (free !== undefined) return ok({ kind: 'bgp-session', ends: [a, b], over: free })
  return err(ways.length === 0 ? `${a} and ${b} share no segment and no tunnel for a BGP session. Join them first.` : `Everything between ${a} and ${b} carries its BGP session.`)
}
