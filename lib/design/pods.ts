/** The pods of an element (a workload, or a name server that runs as pods), in order; none for other elements. */
export function podsOf(element: unknown): readonly unknown[] {
  return typeof element === 'object' && element !== null && 'pods' in element && Array.isArray(element.pods) ? element.pods : []
}

/** Which pod a name such as `cassandra-a-0` is: of the element `cassandra-a` the first. Undefined where there is no such pod. */
export function podNamed(name: string, elementOf: (id: string) => unknown): { readonly owner: string; readonly index: number } | undefined {
  const [, owner = '', digits] = /^(.+)-(0|[1-9][0-9]{0,5})$/.exec(name) ?? []
  const index = Number(digits)
  return digits !== undefined && index < podsOf(elementOf(owner)).length ? { owner, index } : undefined
}
