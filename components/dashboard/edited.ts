const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'} ago`

/** When a design was edited, as one would say it now. Both in milliseconds since 1970; days are those of this place. */
export function editedWhen(edited: number, now: number): string {
  const ago = now - edited
  if (ago < MINUTE_MS) return 'edited just now'
  if (ago < HOUR_MS) return `edited ${counted(Math.floor(ago / MINUTE_MS), 'minute')}`
  const [then, today] = [new Date(edited), new Date(now)]
  const days = Math.round((midnight(today) - midnight(then)) / DAY_MS)
  if (days === 0) return `edited ${counted(Math.floor(ago / HOUR_MS), 'hour')}`
  if (days === 1) return 'edited yesterday'
  if (days < 7) return `edited ${WEEKDAYS[then.getDay()] ?? ''}`
  const day = `${then.getDate()} ${MONTHS[then.getMonth()] ?? ''}`
  return `edited ${then.getFullYear() === today.getFullYear() ? day : `${day} ${then.getFullYear()}`}`
}

const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
