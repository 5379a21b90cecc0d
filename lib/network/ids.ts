import type { Brand } from '@/lib/net/brand'
import type { ElementId } from '@/lib/net/element-id'

export type DeviceId = Brand<string, 'DeviceId'>
export type InterfaceId = Brand<string, 'InterfaceId'>
export type LinkId = Brand<string, 'LinkId'>
export type TableId = Brand<string, 'TableId'>
export type FilterId = Brand<string, 'FilterId'>
export type RuleSetId = Brand<string, 'RuleSetId'>
export type TrackerId = Brand<string, 'TrackerId'>
export type AddressSetId = Brand<string, 'AddressSetId'>
export type ConditionId = Brand<string, 'ConditionId'>
export type SpeakerId = Brand<string, 'SpeakerId'>
export type NameServerId = Brand<string, 'NameServerId'>
export type ClusterObjectsId = Brand<string, 'ClusterObjectsId'>

/** A reason as `topic.kebab`. Codes come from mechanisms; their sentences stand in the mechanism's catalogue. */
export type Code = `${string}.${string}`

/** Why something is here and which element of the drawing it leads back to. */
export interface Sourced {
  readonly code: Code
  readonly from: ElementId
}
