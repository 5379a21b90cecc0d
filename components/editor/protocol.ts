import type { Attachment } from '@/lib/design/attachment'
import type { Design } from '@/lib/design/design'
import type { ElementKind, LinkKind } from '@/lib/design/kinds/index'
import type { DeviceTable } from '@/lib/explain/device-table'
import type { LabExport } from '@/lib/export/lab/index'
import type { Lane, Story } from '@/lib/explain/story'
import type { Drawing } from '@/lib/layout/drawing'
import type { Look } from '@/lib/layout/look'
import type { Stretch } from '@/lib/layout/route/path'
import type { Edit } from './edits'

/*
 * What the page and the engine's worker say to each other. A revision numbers the designs that the page opened; an answer to an
 * older revision, or to an older question, is dropped.
 */

export type Source =
  | { readonly type: 'example'; readonly id: string }
  | { readonly type: 'text'; readonly text: string }
  /** A design that the browser kept, of that revision in its store: checked like a file. */
  | { readonly type: 'stored'; readonly id: string; readonly revision: number; readonly design: unknown }
  /** What stands behind the # of a link: shown, never edited. */
  | { readonly type: 'link'; readonly fragment: string }

/** As written in the ask bar. `port` is null where the protocol has none. */
export interface Asked { readonly from: string; readonly to: string; readonly protocol: string; readonly port: number | null; /** Of the IP packet; the engine's own where it is not said. */ readonly sizeBytes?: number | undefined }

export type ToWorker =
  | { readonly type: 'gallery' }
  /** An example comes into sight: how it looks, and how it answers. */
  | { readonly type: 'preview'; readonly id: string }
  | { readonly type: 'open'; readonly revision: number; readonly source: Source }
  | { readonly type: 'ask'; readonly revision: number; readonly number: number; readonly question: Asked }
  /** Changes the design of that revision; the outcome is `changed` (with the next revision) or `declined`. */
  | { readonly type: 'edit'; readonly revision: number; readonly edit: Edit }
  | { readonly type: 'catalogue' }
  | { readonly [Name in keyof Inquiries]: { readonly type: 'inquire'; readonly number: number; readonly name: Name; readonly given: Inquiries[Name]['given'] } }[keyof Inquiries]

/**
 * Small questions about the open design (or about none), asked with `inquire(name, given)` and answered once. Add a row here and a handler in
 * engine/inquiries.ts.
 */
export interface Inquiries {
  /** Where a new element of a kind, or elements that are dragged, may stand: per id of a parent ('' for the top of the drawing) why not, null where it may. */
  readonly places: { readonly given: { readonly kind: ElementKind } | { readonly ids: readonly string[] }; readonly told: Readonly<Record<string, string | null>> }
  /** What an element may be connected to, and as what. */
  readonly connections: { readonly given: { readonly id: string }; readonly told: readonly Connection[] }
  /** A design as YAML, for a file. Null: the open one. */
  readonly write: { readonly given: { readonly design: Design | null }; readonly told: string }
  /** A file or the fragment of a link as a design; what is wrong with it in sentences. */
  readonly read: {
    readonly given: { readonly type: 'file'; readonly name: string; readonly text: string } | { readonly type: 'link'; readonly fragment: string }
    readonly told: { readonly ok: true; readonly design: Design } | { readonly ok: false; readonly sentences: readonly string[] }
  }
  /** What a card of the dashboard shows of a design. */
  readonly survey: { readonly given: { readonly design: unknown }; readonly told: Survey | null }
  /** How large the range in a field is, what it overlaps and what around it is free, in a sentence; null where there is nothing to say. */
  readonly room: { readonly given: { readonly id: string; readonly path: readonly (string | number)[] }; readonly told: string | null }
  /** What would go together with these elements and links. */
  readonly removal: { readonly given: { readonly ids: readonly string[] }; readonly told: Removal }
  /** The tables of a device (null: the first of the element, else of the current answer), as they stand after route exchange. */
  readonly tables: { readonly given: { readonly device: string | null; readonly element: string | null }; readonly told: DeviceTables }
  /** One more pod for a workload or a name server, where there is room for it. */
  readonly pod: { readonly given: { readonly id: string }; readonly told: { readonly ok: true; readonly pod: { readonly node: string; readonly address: string } } | { readonly ok: false; readonly sentence: string } }
  /** The open design as the fragment of a link; why it has none in a sentence. */
  readonly link: { readonly given: Readonly<Record<string, never>>; readonly told: { readonly ok: true; readonly fragment: string; readonly characters: number } | { readonly ok: false; readonly sentence: string } }
  /** What each mechanism is, by its name; empty where that could not be fetched. */
  readonly explanations: { readonly given: Readonly<Record<string, never>>; readonly told: Readonly<Record<string, string>> }
  /** How CoreDNS reads a Corefile. */
  readonly corefile: { readonly given: { readonly text: string }; readonly told: CorefileReading }
  /** The open design as a shell script that runs it on a Linux kernel. */
  readonly lab: { readonly given: Readonly<Record<string, never>>; readonly told: { readonly ok: true; readonly lab: LabExport } | { readonly ok: false; readonly sentence: string } }
}
/** `others`: what else goes, ids. `pods`: how many pods of what stays. `assertions`: how many are about something that goes. */
export interface Removal { readonly others: readonly string[]; readonly pods: number; readonly assertions: number }
export interface DeviceTables {
  readonly devices: readonly { readonly id: string; readonly element: string }[]
  readonly device: string | null
  readonly tables: readonly DeviceTable[]
}
/** `line` and `column` from 1. */
export type CorefileReading = { readonly ok: true; readonly blocks: readonly ReadBlock[] } | { readonly ok: false; readonly sentence: string; readonly line: number; readonly column: number }
/** A server block: the zones it serves, each with its port, and its plugins in the order in which they run. */
export interface ReadBlock { readonly serves: readonly string[]; readonly line: number; readonly plugins: readonly ReadPlugin[] }
/** `words`: what follows the name, with the options of its own block. Not simulated: what comes to it is undetermined. */
export interface ReadPlugin { readonly name: string; readonly words: string; readonly options: readonly string[]; readonly line: number; readonly simulated: boolean }
/** `kind`: what to write into an edit `connect`; `title`: what a person calls it. */
export interface Connection { readonly to: string; readonly kind: string; readonly title: string }
/** `providers`: what they are called. One assertion a question: how many hold, and the drawing with the way of the first. */
export interface Survey { readonly name: string; readonly providers: readonly string[]; readonly drawing: Drawing; readonly first: Checked | null; readonly holds: readonly boolean[]; readonly errors: number; readonly warnings: number }

/** A JSON Schema (draft 2020-12) with the metadata of the fields: title, description, unit, format (ip, cidr, traffic), reference (kinds). */
export type JsonSchema = Readonly<Record<string, unknown>>
export type KindGroup = 'Places' | 'Networks' | 'Clusters' | 'Gateways' | 'Balancers' | 'Names' | 'Filters' | 'Links'
export interface KindEntry extends Look {
  readonly kind: ElementKind | LinkKind
  readonly is: 'element' | 'link'
  readonly group: KindGroup
  /** What it is, in one line. */
  readonly help: string
  /** Kinds that it may stand in, `root` for the top of the drawing; empty for a link. */
  readonly parents: readonly string[]
  /** Its fields, without `config`. */
  readonly schema: JsonSchema
}
export interface MechanismEntry {
  readonly name: string
  readonly title: string
  readonly category: string
  readonly attachesTo: readonly Attachment[]
  /** Its configuration. */
  readonly schema: JsonSchema
}
/** Everything that can be drawn and configured; sent once, when it is asked for. */
export interface KindCatalogue { readonly kinds: readonly KindEntry[]; readonly mechanisms: readonly MechanismEntry[] }

/** One that can ask: a pod of a workload, a node, a host. */
export interface Asker { readonly id: string; readonly group: string; readonly element: string }
/** One that can be asked for, as a person would write it. */
export interface Target { readonly value: string; readonly hint: string }

/** What the drawing calls an element or link, for whoever names it beside the drawing. */
export interface Named extends Look { readonly label: string; readonly inside: string }

/** `place`: line and column in the text of the field, from 1, where it is about one place of a text. */
export interface ToldProblem {
  readonly severity: 'error' | 'warning'
  readonly element: string
  readonly field: string | null
  readonly sentence: string
  readonly place: { readonly line: number; readonly column: number } | null
}

export interface Opened {
  readonly id: string
  readonly name: string
  readonly design: Design
  readonly drawing: Drawing
  /** The same with clusters folded, for narrow screens. */
  readonly folded: Drawing
  readonly named: Readonly<Record<string, Named>>
  readonly problems: readonly ToldProblem[]
  readonly askers: readonly Asker[]
  readonly targets: readonly Target[]
  /** The question to begin with: the design's first assertion. */
  readonly first: Asked | null
}

/** How one lane of a story runs over the drawing. */
export interface Way { readonly stage: Lane['stage']; readonly stretches: readonly Stretch[] }
export interface Told { readonly story: Story; readonly ways: readonly Way[]; readonly foldedWays: readonly Way[] }

export interface Card { readonly id: string; readonly name: string; readonly shows: string }
/** What an assertion expects, what the engine found, how that runs over the drawing, and the boxes where a blocker is mended. */
export interface Checked { readonly expected: 'reachable' | 'unreachable'; readonly found: Story['reachability']; readonly question: Asked; readonly ways: readonly Way[]; readonly blocked: readonly string[] }

export type FromWorker =
  | { readonly type: 'gallery'; readonly cards: readonly Card[] }
  | { readonly type: 'thumbnail'; readonly id: string; readonly drawing: Drawing }
  | { readonly type: 'checked'; readonly id: string; readonly first: Checked | null; readonly problems: number }
  | { readonly type: 'opened'; readonly revision: number; readonly opened: Opened }
  | { readonly type: 'refused'; readonly revision: number; readonly sentences: readonly string[] }
  | { readonly type: 'answered'; readonly revision: number; readonly number: number; readonly told: Told }
  | { readonly type: 'unanswered'; readonly revision: number; readonly number: number; readonly sentence: string }
  | { readonly type: 'changed'; readonly revision: number; readonly opened: Opened; readonly created: readonly string[]; readonly note?: string }
  /** `of`: the revision that was to be edited. */
  | { readonly type: 'declined'; readonly of: number; readonly sentence: string; readonly path: string }
  | { readonly type: 'catalogue'; readonly catalogue: KindCatalogue }
  /** The worker failed at an inquiry. */
  | { readonly type: 'untold'; readonly number: number }
  | { readonly [Name in keyof Inquiries]: { readonly type: 'told'; readonly number: number; readonly name: Name; readonly told: Inquiries[Name]['told'] } }[keyof Inquiries]
