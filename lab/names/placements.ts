import type { Placement } from './placement'

/** The placements of the names lab: where a client and its servers stand. */
export const PLACEMENTS: readonly Placement[] = [
  {
    name: 'pod, through the service of its cluster',
    design: `podway: 1
name: A pod
extends: ./peered-names.design.yaml
`,
    from: 'web-b-0', to: 'orders', port: 8080,
  },
  {
    name: 'forwarder whose source is rewritten',
    design: `podway: 1
name: A forwarder behind source translation
extends: ./peered-names.design.yaml
`,
    from: 'web-a-0', to: 'orders.default.svc.b.example', port: 8080,
  },
]
