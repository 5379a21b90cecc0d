/**
 * Who may import whom: the table of docs/ARCHITECTURE.md, section "Folders".
 *
 * What is not listed is forbidden. Inside a folder everything may import everything, unless a rule below says otherwise.
 */

/** Every folder of lib/ may also import lib/net. */
const LIB_LAYERS = {
  net: [],
  design: [],
  network: [],
  corefile: [],
  mechanisms: ['design', 'network', 'corefile'],
  compile: ['design', 'network', 'corefile', 'mechanisms'],
  control: ['network'],
  trace: ['network'],
  converge: ['design', 'network', 'corefile', 'mechanisms', 'compile', 'control', 'trace'],
  dns: ['network', 'corefile', 'trace'],
  ask: ['network', 'trace', 'converge', 'dns'],
  verify: ['design', 'network', 'corefile', 'mechanisms', 'compile', 'control', 'trace', 'converge', 'dns', 'ask'],
  explain: [],
  import: ['design', 'mechanisms', 'corefile', 'layout'],
  export: ['design', 'network', 'corefile', 'mechanisms', 'compile', 'control', 'trace', 'converge', 'dns', 'ask', 'verify', 'layout', 'lab'],
  link: ['design', 'mechanisms'],
  layout: ['design'],
  lab: ['network'],
  generate: ['design', 'mechanisms'],
  examples: [],
  lessons: [],
  rules: [],
}

/** Folders of lib/ whose types alone may be imported, beside those above. */
const LIB_TYPES = { explain: ['network'] }

/** What the worker runs: the main thread knows its types only. */
const ENGINE = ['mechanisms', 'compile', 'control', 'trace', 'converge', 'dns', 'ask', 'verify', 'import', 'export', 'link', 'generate', 'lab']

/** Tests and what only tests import. */
const TEST = '\\.(test|fixture)\\.tsx?$'
const OURS = '^(app|components|lib|cli|server|lab|scripts|e2e)/'
/** The worker and what only it loads. */
const WORKER = '^components/editor/engine(\\.worker\\.ts$|/)'
const TEXT = '^lib/(examples|lessons)/'

const lib = (...folders) => folders.map((folder) => `^lib/${folder}/`)
const VALUES = { dependencyTypesNot: ['type-only'] }

/** Forbids every import of ours from `from` that does not lead to one of `to`. */
function layer(name, { from, not = [], to, orTypesOf = [] }) {
  const comment = `${from} may import only ${to.join(' ') || 'itself'}${orTypesOf.length > 0 ? ` and types of ${orTypesOf.join(' ')}` : ''}`
  const rule = (to) => ({ name, severity: 'error', comment, from: { path: from, pathNot: [TEST, ...not] }, to })
  if (orTypesOf.length === 0) return [rule({ path: OURS, pathNot: to })]
  return [rule({ path: OURS, pathNot: [...to, ...orTypesOf] }), rule({ path: orTypesOf, pathNot: to, ...VALUES })]
}

const libLayers = Object.entries(LIB_LAYERS).flatMap(([folder, allowed]) =>
  layer(`layer-lib-${folder}`, { from: `^lib/${folder}/`, to: lib(folder, 'net', ...allowed), orTypesOf: lib(...(LIB_TYPES[folder] ?? [])) }),
)

const ui = '^components/ui/'
const editor = '^components/editor/'

const appLayers = [
  layer('layer-app', { from: '^app/', to: ['^app/', '^components/', TEXT], orTypesOf: ['^lib/'] }),
  layer('layer-components-ui', { from: ui, to: [ui] }),
  layer('layer-components-canvas', { from: '^components/canvas/', to: ['^components/canvas/', editor, ui, ...lib('design', 'layout'), TEXT], orTypesOf: ['^lib/'] }),
  layer('layer-components-editor', { from: editor, to: [editor, '^lib/'] }),
  layer('layer-components-topic', {
    from: '^components/([^/]+)/',
    not: [ui, editor, '^components/canvas/'],
    to: ['^components/$1/', editor, ui, TEXT],
    orTypesOf: ['^lib/'],
  }),
  layer('layer-cli', { from: '^cli/', to: ['^cli/', '^lib/', '^lab/'] }),
  layer('layer-lab', { from: '^lab/', to: ['^lab/', '^lib/'] }),
  layer('layer-server', { from: '^server/', to: ['^server/', '^lib/'] }),
  layer('layer-e2e', { from: '^e2e/', to: ['^e2e/'] }),
].flat()

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...libLayers,
    ...appLayers,
    {
      name: 'lib-folder-is-listed',
      comment: 'Give the new folder its row in LIB_LAYERS.',
      severity: 'error',
      from: { path: '^lib/[^/]+/', pathNot: [TEST, ...lib(...Object.keys(LIB_LAYERS))] },
      to: {},
    },
    {
      name: 'mechanisms-meet-only-in-the-network',
      comment: 'No mechanism imports another.',
      severity: 'error',
      from: { path: '^lib/mechanisms/([^/]+)/', pathNot: TEST },
      to: { path: '^lib/mechanisms/([^/]+)/', pathNot: '^lib/mechanisms/$1/' },
    },
    {
      name: 'main-thread-never-loads-the-engine',
      comment: 'Import its types only, and ask the worker.',
      severity: 'error',
      from: { path: '^(app|components)/', pathNot: [TEST, WORKER] },
      to: { path: [...lib(...ENGINE), WORKER], ...VALUES },
    },
    {
      name: 'simulator-and-lab-share-only-the-network',
      severity: 'error',
      from: { path: '^lib/lab/', pathNot: TEST },
      to: { path: lib('trace', 'control', 'converge', 'dns', 'ask') },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-tests-imported', severity: 'error', from: {}, to: { path: '\\.test\\.tsx?$' } },
    { name: 'fixtures-are-for-tests', severity: 'error', from: { pathNot: TEST }, to: { path: '\\.fixture\\.tsx?$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules/|\\.next/|out/|dist/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
