import type { Removal } from '@/components/editor/protocol'
import type { Design } from '@/lib/design/design'
import { removeSubject } from '@/lib/design/edit'
import type { MechanismSchemas } from '@/lib/design/attachment'

/** What else goes when elements and links are removed: what stands in them, what ends at them, what cannot stand without them. */
export function removalOf(ids: readonly string[], design: Design, mechanisms: MechanismSchemas): Removal {
  const left = ids.reduce((rest, id) => removeSubject(rest, id, mechanisms), design)
  const all = [...Object.keys(design.elements), ...Object.keys(design.links)]
  const others = all.filter(id => !ids.includes(id) && !Object.hasOwn(left.elements, id) && !Object.hasOwn(left.links, id))
  const stays = (part: Design) => Object.entries(part.elements).filter(([id]) => Object.hasOwn(left.elements, id))
  const podsOf = (part: Design) => stays(part).reduce((count, [, element]) => count + ('pods' in element && Array.isArray(element.pods) ? element.pods.length : 0), 0)
  return { others, pods: podsOf(design) - podsOf(left), assertions: design.assertions.length - left.assertions.length }
}
