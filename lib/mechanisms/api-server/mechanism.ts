import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { placeEndpoint } from './device'
import { endpointFilters } from './filters'
import { endpointInterfaces } from './interfaces'
import { checkApiServer } from './problems'
import { endpointRoutes } from './routes'

/** A cluster's managed control plane, as far as packets go: a public and a private endpoint. Sources: README. */
export const apiServer = defineMechanism({
  name: 'api-server',
  title: 'API server endpoints',
  category: 'cluster',
  attachesTo: [{ kind: 'api-server' }],
  schema: z.strictObject({}),
  sentences: {
    'api-server.public-route': 'The internet knows the way to the public endpoint {prefix} of the API server.',
    'api-server.default': 'The API server answers by the way that the question came.',
    'api-server.private': 'The private endpoint answers into its network.',
    'api-server.allowed': 'The address is in the allowed ranges of the public endpoint.',
    'api-server.own-network': 'The private endpoint is open to its own network.',
    'api-server.without-address': 'API server {server} has neither a public address nor a private one in a subnet, so nobody reaches it. Give it one.',
    'api-server.no-internet': 'API server {server} has a public address, but the design draws no internet. Add it.',
    'api-server.private-without-subnet': 'API server {server} has a private address but stands in no subnet. Name the subnet.',
    'api-server.outside-subnet': 'API server {server} has the private address {address}, outside its subnet {subnet} ({range}). Give it an address of the subnet.',
    'api-server.allowed-without-public': 'API server {server} lists allowed ranges but has no public address, so they mean nothing. Remove them, or give it a public address.',
  },
  problems: { 'api-server': checkApiServer },
  contribute: {
    place: { 'api-server': placeEndpoint },
    connect: { 'api-server': endpointInterfaces },
    route: { 'api-server': endpointRoutes },
    filter: { 'api-server': endpointFilters },
  },
})
