import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fingerprint, forget, remember, remembered } from './fingerprint.mjs'
import { inRoot } from './project.mjs'

/**
 * Bundles a TypeScript entry for Node into `dist/<name>.cjs`, where one of `sources` has changed since, and loads it.
 *
 * esbuild is imported late: this file also stands in a clone that has nothing installed yet.
 */
export async function loadBundle({ name, entry, sources }) {
  const file = inRoot('dist', `${name}.cjs`)
  const stamp = `.podway/bundle-${name}.stamp`
  const current = fingerprint([...sources, 'tsconfig.json', 'package-lock.json'])
  if (remembered(stamp) !== current || !existsSync(file)) {
    forget(stamp)
    const { build } = await import('esbuild')
    await build({
      absWorkingDir: inRoot(),
      entryPoints: [entry],
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      loader: { '.yaml': 'text', '.md': 'text', '.txt': 'text', '.py': 'text' },
      logLevel: 'warning',
    })
    remember(stamp, current)
  }
  return createRequire(import.meta.url)(file)
}
