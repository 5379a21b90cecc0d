import { describe, expect, it } from 'vitest'
import { runCampaign } from './campaign'
import { hasPrograms, install, isRoot } from './tools.fixture'

const DESIGNS = 25
const QUESTIONS_TO_EXAMPLES = 12

const mustRun = isRoot && process.env['CI'] === 'true'
if (mustRun && !hasPrograms('ip', 'nft', 'bird')) install(['iproute2', 'nftables', 'bird2'])
const whyNot = !isRoot ? 'it needs Linux and root' : hasPrograms('ip', 'nft') ? null : 'it needs iproute2 and nftables'

describe.skipIf(whyNot !== null && !mustRun)('a short lab: simulator and kernel agree', () => {
  it(`on every example and ${DESIGNS} generated designs`, async () => {
    const said: string[] = []
    const ran = await runCampaign({ designs: DESIGNS, seed: 1, examples: QUESTIONS_TO_EXAMPLES, workers: 4, keepGoing: true, say: line => said.push(line) })
    if (!ran.ok) throw new Error(ran.error)
    expect(ran.value.disagreements.map(({ design, checked }) => `${design.name}: ${checked.probe.name}: ${checked.differences.join('; ')}`)).toEqual([])
    expect(ran.value.refused).toEqual([])
    expect(ran.value.passed).toBeGreaterThan(DESIGNS * 30)
  }, 180_000)
})

if (whyNot !== null && !mustRun) console.log(`The short lab is skipped: ${whyNot}.`)
