import type { Evidence, Lane, Note, Story, StoryLine } from './story'
import { plain } from './words'

/** How much to print: everything with what lost and why, or only question, verdict and blockers. */
export interface Printing { readonly brief?: boolean; readonly evidence?: boolean }

const MARKS: Readonly<Record<StoryLine['state'], string>> = { done: ' ', failed: '!', 'if-mended': '?' }
const STAGE_WIDTH = 9

/**
 * A story as text: columns aligned, no colour, always the same for the same story.
 *
 * A line marked `!` is where it stops, `?` what would happen if that were mended, `[1]` the number of a blocker.
 */
export function printStory(story: Story, { brief = false, evidence = false }: Printing = {}): string {
  const width = labelWidth(story.lanes)
  const lanes = brief ? story.lanes.map(briefLane) : story.lanes.flatMap(lane => laneLines(lane, { width, evidence }))
  return page([`${plain(story.question)}  ${story.reachability}`, ...lanes, ...blockerLines(story)])
}

/** One stretch under a title of its own. */
export const printLane = (title: string, lane: Lane): string => page([title, ...laneLines(lane, { width: labelWidth([lane]), evidence: false })])

const page = (lines: readonly string[]): string => `${lines.map(line => line.trimEnd()).join('\n')}\n`

const labelWidth = (lanes: readonly Lane[]): number => Math.max(...lanes.flatMap(lane => lane.lines.map(line => line.label.length)), 0)

const briefLane = (lane: Lane): string => `  ${lane.stage.padEnd(STAGE_WIDTH)}${plain(lane.summary)}`

function laneLines(lane: Lane, { width, evidence }: { readonly width: number; readonly evidence: boolean }): readonly string[] {
  const lines = lane.lines.flatMap((line, at) => [
    `${at === 0 ? `  ${lane.stage.padEnd(STAGE_WIDTH)}` : ' '.repeat(STAGE_WIDTH + 2)}${MARKS[line.state]} ${line.label.padEnd(width)}  ${plain(line.words)}${line.blocker === undefined ? '' : ` [${line.blocker}]`}`,
    ...(evidence && line.evidence ? evidenceLines(line.evidence) : []),
    ...(evidence ? (line.passed ?? []).map(({ label, words }) => `${' '.repeat(STAGE_WIDTH + 8)}${label} ${plain(words)}`) : []),
  ])
  const others = lane.otherWays > 0 ? [`${' '.repeat(STAGE_WIDTH + 4)}and ${lane.otherWays} other ${lane.otherWays === 1 ? 'way' : 'ways'}`] : []
  return [...lines, ...others, ...(lane.notes ?? []).flatMap(noteLines)]
}

const noteLines = ({ code, element, words }: Note, at: number): readonly string[] =>
  [`  ${(at === 0 ? 'notes' : '').padEnd(STAGE_WIDTH)}  ${code} at ${element}`, `${' '.repeat(STAGE_WIDTH + 4)}${plain(words)}`]

const STATES = { matched: '=', lost: '-', withheld: '~' } as const

/** Rows in columns: `=` matched, `-` lost, `~` withheld. */
export function evidenceLines({ columns, rows }: Evidence, indent = STAGE_WIDTH + 8): readonly string[] {
  const widths = columns.map((_, column) => Math.max(...rows.map(row => (row.cells[column] ?? '').length), 0))
  return rows.map(row => `${' '.repeat(indent)}${STATES[row.state]} ${row.cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}  ${row.why}`.trimEnd())
}

function blockerLines(story: Story): readonly string[] {
  const told = story.blockers.flatMap((blocker, at) => [
    `  ${(at === 0 ? 'blockers' : '').padEnd(STAGE_WIDTH)}${blocker.number} ${blocker.code} at ${blocker.place}; mend ${blocker.elements.join(' or ')}`,
    `${' '.repeat(STAGE_WIDTH + 4)}${plain(blocker.words)}`,
  ])
  if (!story.moreMayLieBehind) return told
  return told.length > 0 ? [...told, `${' '.repeat(STAGE_WIDTH + 4)}More may lie behind.`] : [`  ${'blockers'.padEnd(STAGE_WIDTH)}none can be named`]
}
