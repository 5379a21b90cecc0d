import { elementId, type ElementId } from '@/lib/net/element-id'
import { own } from '@/lib/net/own'
import type { Design, DesignElement, DesignLink, ElementOf, LinkOf } from './design'
import type { ElementKind, LinkKind } from './kinds/index'

/** One element with its id, its kind narrowed. */
export interface Placed<Kind extends ElementKind> { readonly id: ElementId; readonly element: ElementOf<Kind> }
export interface Drawn<Kind extends LinkKind> { readonly id: ElementId; readonly link: LinkOf<Kind> }

/** A design with the questions that everybody asks of it answered by look-up. Order is that of the ids, so that a reordered file compiles alike. */
export interface DesignView {
  readonly design: Design
  readonly all: readonly { readonly id: ElementId; readonly element: DesignElement }[]
  readonly links: readonly { readonly id: ElementId; readonly link: DesignLink }[]
  of<Kind extends ElementKind>(kind: Kind): readonly Placed<Kind>[]
  linksOf<Kind extends LinkKind>(kind: Kind): readonly Drawn<Kind>[]
  /** The element of that id if it is of that kind. */
  get<Kind extends ElementKind>(id: string | undefined, kind: Kind): ElementOf<Kind> | undefined
  childrenOf<Kind extends ElementKind>(id: ElementId, kind: Kind): readonly Placed<Kind>[]
  /** The nearest element of that kind around this one (itself included). */
  within<Kind extends ElementKind>(id: string, kind: Kind): Placed<Kind> | undefined
  /** The provider of the site around it; of a link that of its ends, where they agree. */
  providerOf(id: string): string | undefined
  /** Its own region, else that of its gateway's or subnet's surroundings: the first `region` going outwards. */
  regionOf(id: string): string | undefined
  /** What Kubernetes or the cloud calls it. */
  nameOf(id: string): string
}

export function viewDesign(design: Design): DesignView {
  const ids = Object.keys(design.elements).sort()
  const all = ids.map(id => ({ id: elementId(id), element: design.elements[id] as DesignElement }))
  const links = Object.keys(design.links).sort().map(id => ({ id: elementId(id), link: design.links[id] as DesignLink }))
  const byKind = new Map<string, { id: ElementId; element: DesignElement }[]>()
  const byParent = new Map<string, { id: ElementId; element: DesignElement }[]>()
  const add = (map: Map<string, (typeof all)[number][]>, key: string, placed: (typeof all)[number]) => {
    const same = map.get(key)
    if (same) same.push(placed)
    else map.set(key, [placed])
  }
  for (const placed of all) {
    add(byKind, placed.element.kind, placed)
    if (placed.element.parent !== undefined) add(byParent, placed.element.parent, placed)
  }
  const outwards = (id: string): readonly { id: ElementId; element: DesignElement }[] => {
    const chain: { id: ElementId; element: DesignElement }[] = []
    let at: string | undefined = id
    while (at !== undefined && chain.length < 64) {
      const element: DesignElement | undefined = own(design.elements, at)
      if (!element) break
      chain.push({ id: elementId(at), element })
      at = element.parent
    }
    return chain
  }
  const find = (id: string, kind: string) => outwards(id).find(placed => placed.element.kind === kind)
  const around = (id: string) => {
    const site = find(id, 'site')?.element
    return site?.kind === 'site' ? site.provider : undefined
  }
  return {
    design, all, links,
    of: kind => (byKind.get(kind) ?? []) as never,
    linksOf: kind => links.filter(drawn => drawn.link.kind === kind) as never,
    get: (id, kind) => {
      const element = id === undefined ? undefined : own(design.elements, id)
      return (element?.kind === kind ? element : undefined) as never
    },
    childrenOf: (id, kind) => (byParent.get(id) ?? []).filter(placed => placed.element.kind === kind) as never,
    within: (id, kind) => find(id, kind) as never,
    providerOf: id => {
      const ends = Object.hasOwn(design.elements, id) ? undefined : own(design.links, id)?.ends
      if (!ends) return around(id)
      const [first, ...rest] = ends.map(around)
      return rest.every(other => other === first) ? first : undefined
    },
    regionOf: id => {
      for (const { element } of outwards(id)) if ('region' in element && element.region !== undefined) return element.region
      return undefined
    },
    nameOf: id => own(design.elements, id)?.name ?? id,
  }
}
