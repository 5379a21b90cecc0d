import type { Design } from '@/lib/design/design'

/** These elements with all that stands in them, each once, in the order of the design. */
export function withDescendants(design: Design, ids: readonly string[]): readonly string[] {
  const found = new Set(ids.filter(id => Object.hasOwn(design.elements, id)))
  for (let before = -1; before < found.size;) {
    before = found.size
    for (const [id, { parent }] of Object.entries(design.elements)) if (parent !== undefined && found.has(parent)) found.add(id)
  }
  return Object.keys(design.elements).filter(id => found.has(id))
}

/** These elements, and those whose addresses come from them: what stands in a subnet, the pods on a node. */
export function withDependents(design: Design, ids: readonly string[]): readonly string[] {
  const found = new Set(ids)
  for (let before = -1; before < found.size;) {
    before = found.size
    for (const [id, element] of Object.entries(design.elements)) {
      const from = [...'subnet' in element ? [element.subnet] : [], ...'pods' in element && Array.isArray(element.pods) ? element.pods.map((pod: { readonly node: string }) => pod.node) : []]
      if (from.some(one => one !== undefined && found.has(one))) found.add(id)
    }
  }
  return [...found]
}
