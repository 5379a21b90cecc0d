/** What a record itself has under a key; undefined also for `toString`, `constructor` and whatever else every object inherits. For keys that somebody wrote. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined)
