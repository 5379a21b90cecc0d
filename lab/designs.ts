import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { parseDesign } from '@/lib/design/parse'
import { EXAMPLES, exampleText } from '@/lib/examples/index'
import { randomNetworkDesign } from '@/lib/generate/networks/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { LabQuestion } from '@/lib/lab/plan'
import { questionsAbout } from '@/lib/lab/questions'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import { prepare } from '@/lib/verify/prepare'

/** One design to be run, with what it is asked. */
export interface LabDesign { readonly name: string; readonly network: Network; /** Before route exchange. */ readonly configured: () => Network; readonly questions: readonly LabQuestion[]; readonly features: ReadonlySet<string>; readonly design: Design }

/** A generated design by its seed, with the questions that were generated with it. */
export function generatedDesign(seed: number): LabDesign {
  const { design, probes, features } = randomNetworkDesign(seed)
  const { network } = prepare(design, MECHANISMS)
  const questions = probes.map(({ from, ...flow }, at): LabQuestion => ({ name: `probe ${at + 1} from ${from}`, flow: { device: from as DeviceId, ...flow } }))
  return { name: `seed ${seed}`, network, configured: () => compile(design, MECHANISMS).network, questions, features, design }
}

/** Every example of the project. */
export function exampleDesigns(limit: number): readonly (() => LabDesign)[] {
  return EXAMPLES.map(({ id, text, file }) => () => {
    const parsed = parseDesign(text, { source: file, mechanisms: MECHANISMS, load: exampleText })
    if (!parsed.ok) throw new Error(`the example ${id} does not parse`)
    const { network } = prepare(parsed.value, MECHANISMS)
    return { name: id, network, configured: () => compile(parsed.value, MECHANISMS).network, questions: questionsAbout(network, limit), features: new Set<string>(), design: parsed.value }
  })
}
