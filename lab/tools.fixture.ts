import { spawnSync } from 'node:child_process'

/** Whether a lab of namespaces can be set up by this process. */
export const isRoot = process.platform === 'linux' && process.getuid?.() === 0

export const hasPrograms = (...programs: readonly string[]): boolean => programs.every(program => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0)

/** Debian's packages, without those that they recommend. */
export function install(packages: readonly string[]): void {
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' })
  const { status, stderr } = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  if (status !== 0) throw new Error(`the lab's tools cannot be installed: ${String(stderr).slice(-500)}`)
}
