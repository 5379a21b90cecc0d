/** Puts the cursor at a line and column of a text field (from 1), the whole line chosen where no column is said, and scrolls there. */
export function goTo(area: HTMLTextAreaElement, line: number, column?: number): void {
  const lines = area.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  area.focus()
  area.setSelectionRange(start + (column ?? 1) - 1, column === undefined ? start + (lines[line - 1]?.length ?? 0) : start + column - 1)
  area.scrollTop = ((line - 1) / Math.max(1, lines.length)) * area.scrollHeight - area.clientHeight / 2
}
