/** Designs of one and the same thing done in several ways: one question, asked of each. */
export interface Alternatives {
  readonly title: string
  readonly ways: readonly { readonly id: string; readonly name: string }[]
}

const ALTERNATIVES: readonly Alternatives[] = [
  {
    title: 'Service discovery',
    ways: [
      { id: 'cassandra-aws-gcp', name: 'kubernetai' },
      { id: 'cassandra-aws-gcp-forwarding', name: 'forwarding' },
      { id: 'cassandra-aws-gcp-no-discovery', name: 'none' },
    ],
  },
]

/** The ways among which an example is one. */
export const alternativesOf = (id: string): Alternatives | undefined => ALTERNATIVES.find(({ ways }) => ways.some((way) => way.id === id))
