import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** A design as this browser keeps it. Whoever writes `revision` n has read n - 1. The design itself is checked when it is opened. */
export interface StoredDesign {
  readonly id: string
  readonly revision: number
  /** Milliseconds since 1970. */
  readonly editedAt: number
  readonly design: unknown
}

interface Schema extends DBSchema {
  designs: { key: string; value: StoredDesign }
}

const NAME = 'podway'
const VERSION = 1

let opened: Promise<IDBPDatabase<Schema>> | null = null

/** Rejects where the browser keeps nothing. */
export function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade: (db) => void db.createObjectStore('designs', { keyPath: 'id' }),
    // A newer Podway in another tab waits for this one to let go.
    blocking: (_current, _blocked, event) => {
      ;(event.target as IDBDatabase).close()
      opened = null
    },
    terminated: () => {
      opened = null
    },
  }).catch((reason: unknown) => {
    opened = null
    throw reason
  })
  return opened
}
