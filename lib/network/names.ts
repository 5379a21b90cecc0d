import type { ElementId } from '@/lib/net/element-id'
import type { AddressSetId, ClusterObjectsId, ConditionId, DeviceId, FilterId, InterfaceId, LinkId, NameServerId, RuleSetId, SpeakerId, TableId, TrackerId } from './ids'

/*
 * Ids of the Network are made of element ids, by these rules only: two mechanisms that never import each other meet by name.
 * An element id holds no `:`, `/` or `~`, so no two rules can make the same id.
 */

/** The device that stands for an element: a node, a gateway, a VPC's router. */
export const deviceOf = (element: ElementId | string): DeviceId => element as unknown as DeviceId
/** The n-th pod of a workload (or of a name server that runs as pods), from 0. */
export const podDevice = (workload: ElementId | string, index: number): DeviceId => `${workload}-${index}` as DeviceId
/** A device that an element has beside its own, such as a VPC's resolver. */
export const partDevice = (element: ElementId | string, part: string): DeviceId => `${element}/${part}` as DeviceId
/** An interface by its device and its name on that device. */
export const interfaceOf = (device: DeviceId, name: string): InterfaceId => `${device}:${name}` as InterfaceId
/** The segment of a subnet (or of any element that is one segment). */
export const linkOf = (element: ElementId | string): LinkId => element as unknown as LinkId
/** A point-to-point link between two devices. */
export const linkBetween = (a: DeviceId, b: DeviceId, lane = ''): LinkId => `${a}~${b}${lane ? `~${lane}` : ''}` as LinkId
/** A routing table by its device and name; `main` is what a lookup uses when no policy rule matches. */
export const tableOf = (device: DeviceId, name: string): TableId => `${device}:${name}` as TableId
export const filterOf = (owner: string, name: string): FilterId => `${owner}:${name}` as FilterId
/** Rules that several mechanisms add to, such as all firewall rules of a network. */
export const ruleSetOf = (owner: ElementId | string, name: string): RuleSetId => `${owner}:${name}` as RuleSetId
export const trackerOf = (owner: string): TrackerId => owner as TrackerId
/** The addresses that belong to an element, for example of all members of a security group. */
export const addressSetOf = (owner: ElementId | string, name: string): AddressSetId => `${owner}:${name}` as AddressSetId
export const speakerOf = (element: ElementId | string): SpeakerId => element as unknown as SpeakerId
export const nameServerOf = (element: ElementId | string): NameServerId => element as unknown as NameServerId
export const clusterObjectsOf = (cluster: ElementId | string): ClusterObjectsId => cluster as unknown as ClusterObjectsId
export const conditionOf = (owner: string, name: string): ConditionId => `${owner}:${name}` as ConditionId
