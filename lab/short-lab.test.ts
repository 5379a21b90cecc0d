import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { runCampaign } from './campaign'

/** What the lab needs of Debian. */
const PACKAGES = ['iproute2', 'nftables', 'bird2'] as const
const DESIGNS = 25
const QUESTIONS_TO_EXAMPLES = 12

const isRoot = process.platform === 'linux' && process.getuid?.() === 0
const mustRun = isRoot && process.env['CI'] === 'true'
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

function install(): void {
  if (has('ip') && has('nft') && has('bird')) return
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' })
  const { status, stderr } = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  if (status !== 0) throw new Error(`the lab's tools cannot be installed: ${String(stderr).slice(-500)}`)
}

if (mustRun) install()
const whyNot = !isRoot ? 'it needs Linux and root' : has('ip') && has('nft') ? null : 'it needs iproute2 and nftables'

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
