import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vitest/config'

/** `import text from './x.yaml' with { type: 'text' }`, as Turbopack and esbuild understand it. */
const textImports: Plugin = {
  name: 'podway-text-imports',
  enforce: 'pre',
  transform: (code, id) => (/\.(yaml|md|txt|py)$/.test(id) ? { code: `export default ${JSON.stringify(code)}`, map: null } : undefined),
}

export default defineConfig({
  plugins: [textImports],
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    environment: 'node',
    include: ['{lib,cli,server,components,lab}/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    setupFiles: ['scripts/property-seed.mjs'],
    // Modules keep nothing between tests (DESIGN.md: pure functions), so each is loaded once: half of the time would go into loading.
    isolate: false,
    // One less than the machine has, vitest's own choice, is one of two.
    maxWorkers: '100%',
    // Against what hangs, not against a busy machine.
    testTimeout: 60_000,
  },
})
