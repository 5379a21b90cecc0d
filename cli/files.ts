import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '@/lib/net/result'

/** How commands reach files: handed in, so that tests need no disk. The error is a sentence. */
export interface Files {
  readonly read: (path: string) => Result<string, string>
  readonly write: (path: string, text: string) => Result<void, string>
  /** The JSON files of a folder by name; a file is itself. */
  readonly list: (path: string) => Result<readonly string[], string>
}

/** No design is larger; reading stops before a mistaken path fills the memory. */
const MAX_BYTES = 16 * 1024 * 1024

const REASONS: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'you may not read or write it', ENOTDIR: 'its folder is a file' }
const reasonOf = (error: unknown): string => { const code = (error as { code?: string }).code ?? ''; return REASONS[code] ?? (code || 'it cannot be used') }

export const DISK: Files = {
  read: path => {
    try {
      const { size } = statSync(path)
      if (size > MAX_BYTES) return err(`${path}: it has ${size} bytes, more than any design (at most ${MAX_BYTES}).`)
      const bytes = readFileSync(path)
      return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    } catch (error) {
      return err(error instanceof TypeError ? `${path}: it is not text in UTF-8.` : `${path}: ${reasonOf(error)}.`)
    }
  },
  write: (path, text) => {
    try {
      writeFileSync(path, text)
      return ok(undefined)
    } catch (error) {
      return err(`${path}: ${reasonOf(error)}.`)
    }
  },
  list: path => {
    try {
      if (!statSync(path).isDirectory()) return ok([path])
      return ok(readdirSync(path).filter(name => name.endsWith('.json')).sort().map(name => join(path, name)))
    } catch (error) {
      return err(`${path}: ${reasonOf(error)}.`)
    }
  },
}
