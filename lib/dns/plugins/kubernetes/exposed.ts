import type { ObjectIndex } from './objects'
import type { Stanza } from './stanza'

/** Whether a namespace exists and is among those that the stanza exposes. Source: coredns plugin/kubernetes/namespace.go. */
export const isExposed = (stanza: Pick<Stanza, 'namespaces'>, objects: ObjectIndex, namespace: string): boolean =>
  (stanza.namespaces === null || stanza.namespaces.has(namespace)) && objects.namespaces.has(namespace)
