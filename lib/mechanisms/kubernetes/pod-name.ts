/** Letters and digits of generated names. Source: kubernetes:staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go `alphanums` (no vowels, no 0, 1, 3). */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

export type Controller = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Pod'

/**
 * The name of a controller's n-th pod. A StatefulSet counts its pods; the others' suffixes are random in a real cluster and made from the
 * name here, so that they are always the same. Sources: kubernetes.io, "StatefulSets" (pod identity), "Deployments" (pod template hash).
 */
export function podName(controller: Controller, name: string, index: number): string {
  switch (controller) {
    case 'StatefulSet': return `${name}-${index}`
    case 'Pod': return index === 0 ? name : `${name}-${index}`
    case 'DaemonSet': return `${name}-${letters(`${name}/${index}`, 5)}`
    case 'Deployment': return `${name}-${letters(name, 9)}-${letters(`${name}/${index}`, 5)}`
  }
}

/** FNV-1a, 32 bits, written in the alphabet. Source: draft-eastlake-fnv, section 2. */
function letters(text: string, count: number): string {
  let hash = 0x811c9dc5
  let written = ''
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  for (let at = 0; at < count; at++) {
    written += ALPHABET[hash % ALPHABET.length]
    hash = Math.imul(hash ^ (hash >>> 15), 0x01000193) >>> 0
  }
  return written
}
