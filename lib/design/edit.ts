import { own } from '@/lib/net/own'
import type { MechanismSchemas } from './attachment'
import type { Design, DesignElement, DesignLink } from './design'
import { podNamed } from './pods'
import { mapAllReferences, renameIds } from './rename'
import { withoutStrayConfig } from './stray-config'
import { GONE, isRecord } from './walk-fields'

/** Adds an element, or puts another in its place. Nothing is checked. */
export function addElement(design: Design, id: string, element: DesignElement): Design {
  return { ...design, elements: { ...design.elements, [id]: element } }
}

/** Adds a link, or puts another in its place. Nothing is checked. */
export function addLink(design: Design, id: string, link: DesignLink): Design {
  return { ...design, links: { ...design.links, [id]: link } }
}

/**
 * Removes an element or a link with everything that cannot stand without it: what stands in it, links that end at it, routes and pods that need
 * it, assertions that name it. Where a reference is optional, only the reference goes, with what was configured for the mechanism that it chose.
 */
export function removeSubject(design: Design, id: string, mechanisms: MechanismSchemas): Design {
  let left: Design = { ...design, elements: without(design.elements, id), links: without(design.links, id) }
  for (;;) {
    const stands = (name: string) => Object.hasOwn(left.elements, name) || Object.hasOwn(left.links, name)
    const next = mapAllReferences(left, name => (stands(name) ? name : GONE), mechanisms)
    const settled = countOf(next) === countOf(left)
    left = next
    if (settled) return withoutStrayConfig(withoutMentions(left, design), mechanisms)
  }
}

/** Sets a field of an element or a link (`path` inside it, list positions as texts); undefined takes it away. Unknown ids change nothing. */
export function setField(design: Design, id: string, path: readonly string[], value: unknown): Design {
  const set = <T>(part: Readonly<Record<string, T>>) => ({ ...part, [id]: setAt(part[id], path, value) as T })
  if (Object.hasOwn(design.elements, id)) return { ...design, elements: set(design.elements) }
  return Object.hasOwn(design.links, id) ? { ...design, links: set(design.links) } : design
}

/** Gives one element or link another id, everywhere. */
export function renameId(design: Design, from: string, to: string, mechanisms: MechanismSchemas): Design {
  return renameIds(design, new Map([[from, to]]), mechanisms)
}

const countOf = (design: Design) => Object.keys(design.elements).length + Object.keys(design.links).length

function without<T>(part: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(part).filter(([key]) => key !== id))
}

function withoutMentions(design: Design, before: Design): Design {
  const stands = (name: string) => Object.hasOwn(design.elements, name) || Object.hasOwn(design.links, name)
  const pod = (of: Design, name: string) => podNamed(name, id => own(of.elements, id))
  const named = (name: string) => Object.hasOwn(before.elements, name) || Object.hasOwn(before.links, name) || pod(before, name) !== undefined
  const kept = (name: string) => !named(name) || stands(name) || pod(design, name) !== undefined
  return {
    ...design,
    assertions: design.assertions.filter(({ from, to }) => kept(from) && kept(to)),
    layout: Object.fromEntries(Object.entries(design.layout).filter(([id]) => stands(id))),
  }
}

function setAt(value: unknown, [key, ...rest]: readonly string[], wanted: unknown): unknown {
  if (key === undefined) return wanted
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    const next = setAt(items[Number(key)], rest, wanted)
    return next === undefined ? items.filter((_, n) => n !== Number(key)) : Object.assign([...items], { [key]: next })
  }
  const fields = isRecord(value) ? value : {}
  const next = setAt(fields[key], rest, wanted)
  return next === undefined ? without(fields, key) : { ...fields, [key]: next }
}
