import type { LabNamespace, Wire } from './plan'

/**
 * Wires in an order in which every namespace gets its interfaces in its own order: where an interface has no address, the kernel takes that of
 * the one that came first (inet_select_addr; seed 206). Where several want it differently, one of them waits in vain.
 */
export function inOrderOfArrival(wires: readonly Wire[], namespaces: readonly LabNamespace[]): readonly Wire[] {
  const wired = new Set(wires.flatMap(({ ends }) => ends.map(({ namespace, interface: name }) => `${namespace} ${name}`)))
  const awaited = new Map(namespaces.filter(({ device }) => device !== null).map(({ name, interfaces }) => [name, interfaces.map(item => item.name).filter(item => wired.has(`${name} ${item}`))]))
  const remaining = [...wires]
  const ordered: Wire[] = []
  while (remaining.length > 0) {
    const at = Math.max(0, remaining.findIndex(({ ends }) => ends.every(end => [end.interface, undefined].includes(awaited.get(end.namespace)?.[0]))))
    const next = remaining.splice(at, 1)[0] as Wire
    for (const { namespace, interface: name } of next.ends) awaited.set(namespace, (awaited.get(namespace) ?? []).filter(item => item !== name))
    ordered.push(next)
  }
  return ordered
}
