import { fallsThrough } from '@/lib/dns/plugins/directive'
import type { Next } from '@/lib/dns/plugins/types'
import { longestZone } from '@/lib/dns/names'
import { notModelled, replyWith, respond, serveOne, step } from '@/lib/dns/response'
import type { Cause, Served, ServerContext } from '@/lib/dns/served'
import type { WatchedCluster } from '@/lib/network/name-server'
import type { DnsStep, Query } from '@/lib/network/resolution'
import type { Facts } from '@/lib/network/route'
import { look } from './look'
import { indexObjects, NO_OBJECTS, type ObjectIndex } from './objects'
import { soaOf } from './records'
import { spelled } from './spelling'
import type { Stanza } from './stanza'

/** What a stanza is assumed to be, when it is asked what it would say otherwise. */
export interface Assumption { readonly synced?: true; readonly falls?: true }

/** How a stanza stands in its chain. */
export interface Standing {
  /** The plugin's name. */
  readonly actor: string
  /** What follows where the name is not there. */
  readonly next: Next
}

/**
 * One stanza: it answers where its zone and the name are, passes a missing name on if it may, and otherwise says NXDOMAIN; or SERVFAIL
 * while it has never reached its API server, because it cannot know. With fallthrough it passes names on even then. Source: coredns plugin/kubernetes/handler.go.
 */
export function serveStanza(stanza: Stanza, query: Query, standing: Standing, context: ServerContext, assumption: Assumption = {}): Served {
  const zone = longestZone(query.name, stanza.zones)
  if (zone === undefined) return standing.next(query)
  const facts: Facts = { zone, ...(stanza.clusterKey === '' ? {} : { cluster: stanza.clusterKey }) }
  const watched = watchedBy(stanza, context)
  const objects = watched && context.network.clusters.get(watched.objects)
  if (stanza.odd !== undefined) return serveOne(context, standing.actor, notModelled('dns.option-not-modelled', { plugin: standing.actor, option: stanza.odd }), facts)
  if (!watched || !objects) return serveOne(context, standing.actor, notModelled('dns.cluster-not-modelled', { ...facts, cluster: stanza.clusterKey }), facts)
  const synced = assumption.synced ?? (context.mode === 'alone' || isSynced(watched, context))
  const index = synced ? indexObjects(objects) : NO_OBJECTS
  if (query.type === 'AXFR') return serveOne(context, standing.actor, replyWith(respond('REFUSED', { unwritten: 'quiet' })), facts)
  const looked = look(query, { zone, stanza, context, objects: index })
  if (looked !== 'name-error') {
    const replies = looked.replies.map(reply => spelled(reply, query, zone))
    return { replies, steps: [...looked.steps, ...stepsOf(replies, standing.actor, facts, context)] }
  }
  const mayFall = assumption.falls ?? fallsThrough(stanza.fallthrough, query.name)
  if (mayFall) return passOn(query, standing, context, facts)
  const authority = [soaOf(zone, stanza.ttlSeconds)]
  const causes = causesOf(stanza, query, standing, context, { synced, watched, assumption })
  const denial = spelled(replyWith(respond(synced ? 'NXDOMAIN' : 'SERVFAIL', { authoritative: true, authority }), causes), query, zone)
  return serveOne(context, standing.actor, denial, synced ? facts : { ...facts, synced: 'no' })
}

function passOn(query: Query, standing: Standing, context: ServerContext, facts: Facts): Served {
  const served = standing.next(query)
  return { replies: served.replies, steps: [step(context, standing.actor, 'passed-on', { facts }), ...served.steps] }
}

function stepsOf(replies: Served['replies'], actor: string, facts: Facts, context: ServerContext): readonly DnsStep[] {
  return replies.flatMap(reply => serveOne(context, actor, reply, facts).steps)
}

/** The objects that a stanza sees on this server; undefined where the design does not have its cluster. */
export function watchedObjects(stanza: Stanza, context: ServerContext): ObjectIndex | undefined {
  const watched = watchedBy(stanza, context)
  const objects = watched && context.network.clusters.get(watched.objects)
  return objects && (context.mode === 'alone' || isSynced(watched, context) ? indexObjects(objects) : NO_OBJECTS)
}

function watchedBy(stanza: Stanza, { server: { behaviour } }: ServerContext): WatchedCluster | undefined {
  if (behaviour.type === 'stub-domains') return behaviour.cluster
  if (behaviour.type === 'recursive') return behaviour.ways?.flatMap(({ way }) => (way.type === 'cluster' ? [way.cluster] : [])).find(({ key }) => key === stanza.clusterKey)
  return behaviour.type === 'corefile' ? behaviour.clusters.find(({ key }) => key === stanza.clusterKey) : undefined
}

/** Whether this instance reached the API server. A condition that has not been settled does not hold. */
function isSynced(watched: WatchedCluster, { device, network }: ServerContext): boolean {
  const condition = watched.synced.get(device)
  return condition === undefined || network.settled.get(condition) === true
}

interface Denial { readonly synced: boolean; readonly watched: WatchedCluster; readonly assumption: Assumption }

/** Why the name is not found here: the API server cannot be reached, or the chain ends although it goes on behind this stanza. */
function causesOf(stanza: Stanza, query: Query, standing: Standing, context: ServerContext, { synced, watched, assumption }: Denial): readonly Cause[] {
  const { server, network, device } = context
  const again = (change: Assumption) => () => serveStanza(stanza, query, standing, context, { ...assumption, ...change })
  if (!synced) {
    const id = watched.synced.get(device)
    const condition = id && network.conditions.get(id)
    const why = { code: server.codes.notSynced, elements: condition?.elements ?? [server.from], ...(condition?.facts ? { facts: condition.facts } : {}) }
    return [{ type: 'withheld', place: server.from, why, mended: again({ synced: true }) }]
  }
  if (assumption.falls || fallsThrough(stanza.fallthrough, query.name)) return []
  return [{ type: 'withheld', place: server.from, why: { code: server.codes.noFallthrough, elements: [server.from], facts: { zones: stanza.zones.join(' ') } }, mended: again({ falls: true }) }]
}
