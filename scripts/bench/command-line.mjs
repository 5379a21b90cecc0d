import { existsSync } from 'node:fs'
import { inRoot } from '../project.mjs'
import { run as runProgram } from '../run.mjs'

export const title = 'Command line'

const TIMES = 11

async function milliseconds(program, args) {
  const started = performance.now()
  const { ok, output } = await runProgram(program, args, { quiet: true })
  if (!ok) throw new Error(`${program} ${args.join(' ')} failed: ${output}`)
  return performance.now() - started
}

export async function run() {
  const name = 'bin/podway --version above bare node'
  const podway = inRoot('bin', 'podway')
  if (!existsSync(podway)) return [{ name, skipped: 'there is no bin/podway yet' }]
  // The first start may bundle.
  await milliseconds(podway, ['--version'])
  const bare = []
  const above = []
  for (let time = 0; time < TIMES; time++) {
    const node = await milliseconds(process.execPath, ['-e', '0'])
    bare.push(node)
    above.push((await milliseconds(podway, ['--version'])) - node)
  }
  return [
    { name: 'bare node', unit: 'ms', samples: bare },
    { name, unit: 'ms', samples: above },
  ]
}
