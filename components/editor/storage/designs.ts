import { database, type StoredDesign } from './database'

/** The mark `Saved` is a promise: written through to the disk, not only handed over. */
const STRICT = { durability: 'strict' } as const

export type Saved = { readonly ok: true; readonly stored: StoredDesign } | { readonly ok: false; readonly found: StoredDesign | null }

export async function listDesigns(): Promise<readonly StoredDesign[]> {
  const all = await (await database()).getAll('designs')
  return all.toSorted((a, b) => b.editedAt - a.editedAt)
}

export async function loadDesign(id: string): Promise<StoredDesign | null> {
  return (await (await database()).get('designs', id)) ?? null
}

/**
 * Keeps a design as the revision after `base` (0: as a new one), unless the store has another revision by now: then nothing is written. Reading and
 * writing are one transaction, so that of two tabs one wins and the other knows. Resolves when the transaction is complete.
 */
export async function saveDesign({ id, base, design, editedAt }: { readonly id: string; readonly base: number; readonly design: unknown; readonly editedAt: number }): Promise<Saved> {
  const transaction = (await database()).transaction('designs', 'readwrite', STRICT)
  const found = (await transaction.store.get(id)) ?? null
  if ((found?.revision ?? 0) !== base) {
    await transaction.done
    return { ok: false, found }
  }
  const stored: StoredDesign = { id, revision: base + 1, editedAt, design }
  await Promise.all([transaction.store.put(stored), transaction.done])
  return { ok: true, stored }
}

/** Takes a design out of the store, and gives it back for the case that this was not meant. */
export async function removeDesign(id: string): Promise<StoredDesign | null> {
  const transaction = (await database()).transaction('designs', 'readwrite', STRICT)
  const found = (await transaction.store.get(id)) ?? null
  await Promise.all([transaction.store.delete(id), transaction.done])
  return found
}

/** Puts back what was taken out, with its revision. */
export async function restoreDesign(stored: StoredDesign): Promise<void> {
  const transaction = (await database()).transaction('designs', 'readwrite', STRICT)
  await Promise.all([transaction.store.put(stored), transaction.done])
}
