import { err, ok, type Result } from '@/lib/net/result'

/**
 * The path that `reference`, written in the file `from`, means: textually, with `/` between folders.
 *
 * Only relative paths: an absolute path, a URL, a backslash, a path out of `root`, or one above the beginning of `from` is an error.
 */
export function relativePath(from: string, reference: string, root = ''): Result<string, 'not-relative' | 'outside'> {
  if (reference === '' || reference.length > 1024 || /^\/|\\|^[A-Za-z][A-Za-z0-9+.-]*:|\0/.test(reference)) return err('not-relative')
  const path = from.split('/').slice(0, -1)
  for (const part of reference.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') { path.push(part); continue }
    const folder = path.pop()
    if (folder === '.') { if (path.pop() === undefined) return err('outside') }
    else if (folder === undefined || folder === '' || folder === '..') return err('outside')
  }
  const resolved = path.join('/')
  const within = root === '' || root.endsWith('/') ? root : `${root}/`
  return resolved.startsWith(within) ? ok(resolved) : err('outside')
}
