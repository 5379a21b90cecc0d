import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** The rules of docs/ARCHITECTURE.md that one file alone can break. Those between folders stand in .dependency-cruiser.cjs. */

const TESTS = ['**/*.test.{ts,tsx}', 'e2e/**']
const CODE = '{lib,components,app,cli,server,lab,e2e}/**/*.{ts,tsx}'

const PARENT = { regex: '^\\.\\.(/|$)', message: "podway/no-parent-import: write '@/…' from the root, so that the layer rules see where it leads." }
const IP_NUM = { regex: '^ip-num', message: 'podway/only-net-names-ip-num: use the addresses and prefixes of @/lib/net.' }
const XYFLOW = { regex: '^(@xyflow/|reactflow)', message: 'podway/only-canvas-names-xyflow: render through components/canvas.' }
const BROWSER_STORE = { regex: '^zustand', message: 'podway/one-store: use the store of @/components/editor.' }

/** Everything that is neither of this project nor among `packages`. */
function packagesOtherThan(packages) {
  const allowed = packages.map((name) => `${name}(/|$)`)
  return {
    regex: `^(?!${['\\.', '@/', ...allowed].join('|')})`,
    message: `podway/lib-packages: this folder is pure and may import only ${packages.join(', ')}; hand in the result as an argument.`,
  }
}

const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: [PARENT, ...patterns] }] })

const PARENT_IMPORT_CALL = { selector: 'ImportExpression[source.value=/^\\.\\.(\\u002F|$)/]', message: PARENT.message }
const DEFAULT_EXPORTS = [
  { selector: 'ExportDefaultDeclaration', message: 'podway/no-default-export: export it by its name, so that it has one name everywhere.' },
  { selector: "ExportSpecifier[exported.name='default']", message: 'podway/no-default-export: export it by its name, so that it has one name everywhere.' },
]
const ENUM = { selector: 'TSEnumDeclaration', message: "podway/no-enum: write a union of string literals: 'a' | 'b'." }
const CLASS = { selector: ':matches(ClassDeclaration, ClassExpression)', message: 'podway/no-class: write a readonly interface and functions over it.' }
const POSITIONAL_BOOLEAN = {
  selector: ":function[params.length>1] > Identifier.params[typeAnnotation.typeAnnotation.type='TSBooleanKeyword']",
  message: 'podway/no-positional-boolean: pass an object with a named property, or a union of words.',
}
const LOCALE_METHOD = { selector: 'MemberExpression[property.name=/^toLocale/]', message: 'podway/no-locale: format in components/, or use the plain method (toUpperCase, String).' }
const HTML = { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'podway/no-html: no field of a design becomes HTML; render elements.' }

const EVERYWHERE = [ENUM, POSITIONAL_BOOLEAN, PARENT_IMPORT_CALL]
const syntax = (...selectors) => ({ 'no-restricted-syntax': ['error', ...EVERYWHERE, ...selectors] })

const impure = (names, message) => names.map((name) => ({ name, message }))
const IMPURE_GLOBALS = [
  ...impure(['Date', 'performance'], 'podway/no-clock: take the moment as an argument.'),
  ...impure(['Intl'], 'podway/no-locale: format in components/.'),
  ...impure(['console'], 'podway/no-output: return data; the caller prints it.'),
  ...impure(['process', 'require', 'Buffer', '__dirname'], 'podway/no-node: take it as an argument; cli/, lab/ and server/ talk to Node.'),
  ...impure(['window', 'document', 'navigator', 'self', 'localStorage', 'Worker'], 'podway/no-browser: components/editor talks to the browser.'),
  ...impure(['fetch', 'XMLHttpRequest', 'WebSocket'], 'podway/no-io: take the data as an argument.'),
  ...impure(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'], 'podway/no-timer: return; the caller decides when to go on.'),
  ...impure(['globalThis', 'crypto', 'eval', 'Function'], 'podway/no-ambient: take it as an argument.'),
]
const IMPURE_PROPERTIES = [
  { object: 'Math', property: 'random', message: 'podway/no-random: take a seed or a generator as an argument.' },
  { property: 'localeCompare', message: 'podway/no-locale: compare with < and >, which is the same on every machine.' },
]

const LIB = packagesOtherThan(['zod', 'yaml', 'fflate'])
const LIB_NET = packagesOtherThan(['ip-num'])
const LIB_GENERATE = packagesOtherThan(['zod', 'yaml', 'fflate', 'fast-check'])

export default tseslint.config(
  { ignores: ['node_modules/', '.next/', 'out/', 'dist/', '.podway/', 'coverage/', 'test-results/', 'playwright-report/', 'next-env.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: [CODE, '*.{ts,mts}'],
    extends: [tseslint.configs.recommended],
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: ['{scripts,bin}/**/*.mjs', '*.{mjs,cjs,js}'], rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }] } },
  { files: [CODE], ignores: TESTS, rules: { 'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }] } },

  { files: ['{cli,server,lab,e2e}/**/*.ts'], rules: { ...imports(IP_NUM, XYFLOW), ...syntax(...DEFAULT_EXPORTS) } },
  { files: ['components/**/*.{ts,tsx}'], rules: { ...imports(IP_NUM, XYFLOW, BROWSER_STORE), ...syntax(...DEFAULT_EXPORTS, HTML) } },
  { files: ['components/canvas/**/*.{ts,tsx}'], rules: imports(IP_NUM, BROWSER_STORE) },
  { files: ['components/editor/**/*.{ts,tsx}'], rules: imports(IP_NUM, XYFLOW) },
  { files: ['app/**/*.{ts,tsx}'], rules: { ...imports(IP_NUM, XYFLOW, BROWSER_STORE), ...syntax() } },
  { files: ['{app,components}/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },

  {
    files: ['lib/**/*.ts'],
    ignores: [...TESTS, '**/*.d.ts'],
    rules: {
      ...imports(IP_NUM, LIB),
      ...syntax(...DEFAULT_EXPORTS, CLASS, LOCALE_METHOD),
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
      'no-restricted-properties': ['error', ...IMPURE_PROPERTIES],
    },
  },
  { files: ['lib/net/**/*.ts'], ignores: TESTS, rules: imports(LIB_NET) },
  { files: ['lib/generate/**/*.ts'], ignores: TESTS, rules: imports(IP_NUM, LIB_GENERATE) },
  { files: TESTS, rules: { ...imports(XYFLOW), ...syntax(), '@typescript-eslint/no-non-null-assertion': 'off' } },
)
