import { loadBundle } from '../bundle.mjs'
import { inRoot } from '../project.mjs'

export const title = 'Packets and route exchange'

const ROUNDS = 101

export async function run() {
  const { timePackets } = await loadBundle({ name: 'packet-timings', entry: 'cli/packet-timings.ts', sources: ['cli', 'lib'] })
  const { exampleTrace, largeTrace, largeDevices, lookUp, linearScan, routes, ring, ringSettled } = timePackets(inRoot(), ROUNDS)
  return [
    { name: 'one conversation on the two-cloud example', unit: 'ms', samples: exampleTrace },
    { name: `one conversation in a network of ${largeDevices} devices`, unit: 'ms', samples: largeTrace },
    { name: `route look-up in ${routes} routes`, unit: 'µs', samples: lookUp },
    { name: `the same by plain linear scan`, unit: 'µs', samples: linearScan },
    { name: `BGP fixed point and tables, ring of 200 speakers with 50 prefixes each${ringSettled ? '' : ' (did not settle)'}`, unit: 'ms', samples: ring },
  ]
}
