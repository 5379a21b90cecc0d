import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { contentType, isCompressible } from './content-type'
import { pageHeaders } from './security'

export interface Asset {
  readonly body: Buffer
  readonly compressible: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** Every address the site answers to. A request only ever looks up this map, so it cannot name a file outside. */
export type Site = ReadonlyMap<string, Asset>

export const NOT_FOUND_PATH = '/404'

/** Next puts a hash of the content into the names below this folder. */
const HASHED = '/_next/static/'

function addressesOf(path: string): readonly string[] {
  if (path === '/index.html') return ['/', path]
  if (path.endsWith('/index.html')) return [path, path.slice(0, -'index.html'.length)]
  return path.endsWith('.html') ? [path, path.slice(0, -'.html'.length)] : [path]
}

function readAsset(path: string, body: Buffer): Asset {
  const type = contentType(path)
  return {
    body,
    compressible: isCompressible(type),
    headers: {
      'Content-Type': type,
      ETag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      'Cache-Control': path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(path.endsWith('.html') ? pageHeaders(path.slice(0, -'.html'.length), body.toString('utf8')) : {}),
    },
  }
}

/** Reads the built site into memory, so that a build under way does not mix with what is served. */
export function readSite(folder: string): Site {
  const site = new Map<string, Asset>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${file.slice(folder.length).split(sep).filter(Boolean).join('/')}`
    const asset = readAsset(path, readFileSync(file))
    for (const address of addressesOf(path)) site.set(address, asset)
  }
  return site
}
