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
import { chooseQuestions } from './choose-questions'

/** One design to be run, with what it is asked. */
export interface LabDesign { readonly name: string; readonly network: Network; /** Before route exchange. */ readonly configured: () => Network; readonly questions: readonly LabQuestion[]; readonly features: ReadonlySet<string>; readonly design: Design }

/** A generated network by its seed, with every question that was generated with it. */
export function generatedNetwork(seed: number): LabDesign {
  const { design, probes, more, features } = randomNetworkDesign(seed)
  const { network } = prepare(design, MECHANISMS)
  const questions = [...probes, ...more].map(({ from, ...flow }, at): LabQuestion => ({ name: `probe ${at + 1} from ${from}`, flow: { device: from as DeviceId, ...flow } }))
  return { name: `seed ${seed}`, network, configured: () => compile(design, MECHANISMS).network, questions, features, design }
}

/** Questions to each generated design. */
const QUESTIONS = 48

/** The same, with so many of its questions that rare ends get their share. */
export function generatedDesign(seed: number): LabDesign {
  const all = generatedNetwork(seed)
  return { ...all, questions: chooseQuestions(all.network, all.questions, QUESTIONS) }
}

/** Generated networks that have shown what few others show. */
export const TELLING_SEEDS: readonly number[] = [436, 7060, 7205, 7293, 7317, 7415]

/** Every example of the project. */
export function exampleDesigns(limit: number): readonly (() => LabDesign)[] {
  return EXAMPLES.map(({ id, text, file }) => () => {
    const parsed = parseDesign(text, { source: file, mechanisms: MECHANISMS, load: exampleText })
    if (!parsed.ok) throw new Error(`the example ${id} does not parse`)
    const { network } = prepare(parsed.value, MECHANISMS)
    return { name: id, network, configured: () => compile(parsed.value, MECHANISMS).network, questions: questionsAbout(network, limit), features: new Set<string>(), design: parsed.value }
  })
}
