import type { Design } from '@/lib/design/design'
import type { ElementKind, LinkKind } from '@/lib/design/kinds/index'
import { podNamed } from '@/lib/design/pods'
import { elementId, type ElementId } from '@/lib/net/element-id'
import { own } from '@/lib/net/own'

/** How people call things for short. Others are called like their kind. */
const SHORT: Readonly<Partial<Record<ElementKind | LinkKind, string>>> = {
  'secondary-range': 'range', 'route-table': 'rt', 'internet-gateway': 'igw', 'nat-gateway': 'nat', 'vpn-gateway': 'vpn', 'cloud-router': 'router',
  'security-group': 'sg', 'network-acl': 'nacl', 'load-balancer': 'lb', 'name-server': 'dns', 'api-server': 'api', 'bgp-session': 'bgp',
}

/** Ids end in at most so many characters beside their number. */
const STEM_LIMIT = 54

/** Whether nothing is called so: no element, no link, and no pod, nor would its own pods be called like something. */
function isFree(design: Design, id: string): boolean {
  const element = (name: string) => own(design.elements, name)
  const known = (name: string) => Object.hasOwn(design.elements, name) || Object.hasOwn(design.links, name)
  const isPrefix = [...Object.keys(design.elements), ...Object.keys(design.links)].some(name => name.startsWith(`${id}-`) && /^(0|[1-9][0-9]*)$/.test(name.slice(id.length + 1)))
  return !known(id) && !isPrefix && podNamed(id, element) === undefined
}

/** An id that nothing has yet: `stem`-1 and so on. */
function freeId(design: Design, stem: string): ElementId {
  const short = stem.slice(0, STEM_LIMIT)
  for (let n = 1; ; n++) if (isFree(design, `${short}-${n}`)) return elementId(`${short}-${n}`)
}

/** An id for a new element or link of a kind. Of sites and the internet the first needs no number. */
export function idFor(design: Design, kind: ElementKind | LinkKind, provider?: string): ElementId {
  const stem = kind === 'site' ? provider ?? kind : SHORT[kind] ?? kind
  return (kind === 'site' || kind === 'internet') && isFree(design, stem) ? elementId(stem) : freeId(design, stem)
}

/** An id for a copy: what it was called, counted on. */
export const idForCopy = (design: Design, id: string): ElementId => freeId(design, id.replace(/-[0-9]+$/, ''))
