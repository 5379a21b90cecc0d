import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadBundle } from './bundle.mjs'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { inRoot } from './project.mjs'

/*
 * `npm run lab:mutations`: faults are put into copies of the engine and of the lab's plan, one at a time, and the generated run must find
 * each. What the kernel answered is recorded once and asked of each faulty engine; a faulty plan is run on the kernel.
 */
const RECORDING = inRoot('.podway', 'mutations.json')
const NOTE = inRoot('docs', 'lab-notes', 'mutations.md')
const LIMIT_MS = 15 * 60_000

/** Puts the fault into the one file that it is in, while it is bundled. */
const faulty = ({ name, file, find, replace }) => ({
  name: 'seeded-fault',
  setup: (build) => build.onLoad({ filter: new RegExp(`${file.replaceAll('.', '\\.')}$`) }, ({ path }) => {
    const text = readFileSync(path, 'utf8')
    if (text.split(find).length !== 2) throw new Error(`"${name}": its place stands ${text.split(find).length - 1} times in ${file}`)
    return { contents: text.replace(find, () => replace), loader: 'ts' }
  }),
})

async function bundle(fault, entry, at) {
  const outfile = inRoot('dist', 'mutations', `${at}.cjs`)
  const { build } = await import('esbuild')
  await build({ absWorkingDir: inRoot(), entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20.19', loader: { '.yaml': 'text', '.md': 'text', '.txt': 'text', '.py': 'text' }, logLevel: 'silent', plugins: [faulty(fault)] })
  return outfile
}

const node = (code) => new Promise((resolve) => {
  execFile(process.execPath, ['-e', code], { timeout: LIMIT_MS, maxBuffer: 64e6 }, (error, stdout, stderr) => resolve({ code: error?.killed ? 'hangs' : error?.code ?? 0, stdout, stderr }))
})

/** A fault that changes nothing: whatever differs with it comes from a recording of other sources. */
const NO_FAULT = { name: 'no fault', file: 'lib/trace/pipeline.ts', find: 'export function originate(', replace: 'export function originate(' }

/** Designs that have found faults: the next fault is looked for there first. */
const fruitful = []

/** What a recording says of the engine or the plan with one fault in it. `how` is `replay` (without the kernel) or `rerun` (on it). */
async function tryFault(fault, { at, how }) {
  const file = await bundle(fault, 'lab/mutations/index.ts', `${how}-${at}`)
  const { code, stdout, stderr } = await node(`(async () => console.log('\\n' + JSON.stringify(await require(${JSON.stringify(file)}).${how}(${JSON.stringify(RECORDING)}, ${JSON.stringify(fruitful)}))))().then(() => process.exit(0), (error) => { console.error(error); process.exit(1) })`)
  if (code === 'hangs') return { found: true, by: 'it never ends' }
  if (code !== 0) return { found: true, by: `it fails: ${stderr.split('\n').find((line) => /Error/.test(line)) ?? code}` }
  const { asked, first } = JSON.parse(stdout.trim().split('\n').at(-1))
  if (first === null) return { found: false, by: '' }
  if (!fruitful.includes(first.design)) fruitful.unshift(first.design)
  return { found: true, by: `${first.design}, ${first.probe}: ${first.says} (after ${asked} probes)` }
}

const HEAD = '# Seeded faults\n\nEach fault is put into a copy of the source by itself; the product has no switch for it. A fault is found when the simulator no longer says\nwhat the kernel did (of a faulty engine: what was recorded; of a faulty plan: what the kernel does with it). Written by the run.\n'
const TITLES = { engine: '## In the engine', lab: '## In the lab\'s plan' }

/** Writes the sections of the parts that were run; a part that was not keeps what it has. */
function writeNote(results, by) {
  const known = existsSync(NOTE) ? readFileSync(NOTE, 'utf8') : ''
  const kept = (part) => new RegExp(`^${TITLES[part]}[^]*?(?=^## |$(?![^]))`, 'm').exec(known)?.[0].trimEnd()
  const section = (part) => results[part].length === 0 ? kept(part) : `${TITLES[part]}: ${results[part].filter(({ found }) => found).length} of ${results[part].length} found\n\n${by}\n\n${table(results[part])}`
  writeFileSync(NOTE, `${[HEAD.trimEnd(), section('engine'), section('lab')].filter((text) => text !== undefined).join('\n\n')}\n`)
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 240)
const rows = (faults) => faults.map(({ fault, found, by }) => `| ${cell(fault.name)} | \`${fault.file}\` | ${found ? cell(by) : '**not found**'} |`).join('\n')
const table = (faults) => `| fault | file | found by |\n|---|---|---|\n${rows(faults)}`

try {
  const { values } = parseArgs({ options: { designs: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, 'keep-recording': { type: 'boolean', default: false }, part: { type: 'string', default: 'both' } } })
  const [designs, seed] = [Number(values.designs), Number(values.seed)]
  await ensureInstalled()
  mkdirSync(inRoot('dist', 'mutations'), { recursive: true })
  const { ENGINE_FAULTS, LAB_FAULTS, record } = await loadBundle({ name: 'mutations', entry: 'lab/mutations/index.ts', sources: ['lab', 'lib'] })
  const only = new RegExp(values.only ?? '')
  const wanted = ({ name }) => only.test(name)
  if (!values['keep-recording']) writeFileSync(RECORDING, JSON.stringify(await record(designs, seed, (line) => console.log(line))))
  const { probes, disagreements, designs: recorded } = JSON.parse(readFileSync(RECORDING, 'utf8'))
  console.log(`${recorded.length} designs, ${probes} probes recorded; ${disagreements} without a fault disagree`)
  const sound = await tryFault(NO_FAULT, { at: 'none', how: 'replay' })
  if (sound.found) throw new Error(`Without a fault the engine already answers otherwise than was recorded: ${sound.by}.`)
  const told = (fault, result) => {
    console.log(`${result.found ? 'found    ' : 'NOT FOUND'}  ${fault.name}${result.found ? `: ${result.by.slice(0, 140)}` : ''}`)
    return { fault, ...result }
  }
  const results = { engine: [], lab: [] }
  if (values.part !== 'lab') for (const [at, fault] of ENGINE_FAULTS.filter(wanted).entries()) results.engine.push(told(fault, await tryFault(fault, { at, how: 'replay' })))
  if (values.part !== 'engine') for (const [at, fault] of LAB_FAULTS.filter(wanted).entries()) results.lab.push(told(fault, await tryFault(fault, { at, how: 'rerun' })))
  const all = [...results.engine, ...results.lab]
  const missed = all.filter(({ found }) => !found)
  if (values.only === undefined) {
    const by = `\`npm run lab:mutations -- --designs ${designs} --seed ${seed}\`: ${recorded.length} designs (generated ones and the examples), ${probes} probes; ${disagreements} more, about which kernel and engine differ without any fault, are left out.`
    writeNote(results, by)
  }
  console.log(`${all.length - missed.length} found, ${missed.length} not found`)
  process.exitCode = missed.length > 0 ? 1 : 0
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}
