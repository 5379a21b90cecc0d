import type { Kernel } from '@/lab/kernel'
import { parseDesign } from '@/lib/design/parse'
import { exampleText } from '@/lib/examples/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { deviceOf } from '@/lib/network/names'
import { prepare } from '@/lib/verify/prepare'
import type { PlainAnswer } from '@/lib/ask/ask'
import { differences } from './compare'
import { expect } from './engine-side'
import type { Placement } from './placement'
import { observe, type Observed } from './real-side'

/** A placement asked of both sides. */
export interface PlacementResult { readonly placement: Placement; readonly expected: PlainAnswer; readonly observed: Observed; readonly differences: readonly string[]; readonly seconds: number }

export async function runPlacement(placement: Placement, kernel: Kernel, binary: string): Promise<PlacementResult> {
  const parsed = parseDesign(placement.design, { source: 'lib/examples/placement.design.yaml', mechanisms: MECHANISMS, load: exampleText })
  if (!parsed.ok) throw new Error(`${placement.name}: the design does not parse: ${JSON.stringify(parsed.error)}`)
  const { network, problems } = prepare(parsed.value, MECHANISMS)
  const wrong = problems.filter(({ severity }) => severity === 'error')
  if (wrong.length > 0) throw new Error(`${placement.name}: ${wrong.map(({ code, element }) => `${code} ${element}`).join(', ')}`)
  const from = deviceOf(placement.from)
  const started = performance.now()
  const expected = expect(network, { from, name: placement.to, port: placement.port })
  const observed = await observe(network, { from, name: placement.to, port: placement.port }, kernel, binary)
  return { placement, expected, observed, differences: differences(expected, observed), seconds: (performance.now() - started) / 1000 }
}
