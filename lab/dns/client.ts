import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import type { RecordType } from '@/lib/network/resolution'
import { decodeReply, encodeQuestion, type RealReply } from './message'

/** Longer than the deadline of CoreDNS' forward plugin: what is silent then, is silent. Source: coredns plugin/forward/forward.go defaultTimeout (5 s). */
const PATIENCE_MS = 6_500

export interface RealQuestion {
  readonly address: string
  readonly port: number
  readonly name: string
  readonly type: RecordType
  readonly transport: 'udp' | 'tcp'
  /** The address to ask from: another of the loopback network's. */
  readonly client?: string
}

/** Asks a running server; null: no reply in time, or the connection was refused. */
export const askReal = (question: RealQuestion): Promise<RealReply | null> => (question.transport === 'udp' ? askOverUdp(question) : askOverTcp(question))

let lastId = 0
const nextId = () => (lastId = (lastId + 1) & 0xffff)

function askOverUdp({ address, port, name, type, client }: RealQuestion): Promise<RealReply | null> {
  return new Promise(resolve => {
    const socket = createSocket('udp4')
    const id = nextId()
    const end = (reply: RealReply | null) => { clearTimeout(timer); socket.close(); resolve(reply) }
    const timer = setTimeout(() => end(null), PATIENCE_MS)
    socket.on('error', () => end(null))
    socket.on('message', message => { if (message.readUInt16BE(0) === id) end(decodeReply(message)) })
    socket.bind({ port: 0, ...(client === undefined ? {} : { address: client }) }, () => socket.send(encodeQuestion(id, name, type), port, address))
  })
}

/** RFC 1035 section 4.2.2: each message behind two bytes that say how long it is. */
function askOverTcp({ address, port, name, type, client }: RealQuestion): Promise<RealReply | null> {
  return new Promise(resolve => {
    const socket = connect({ host: address, port, ...(client === undefined ? {} : { localAddress: client }) })
    const question = encodeQuestion(nextId(), name, type)
    let received = Buffer.alloc(0)
    const end = (reply: RealReply | null) => { clearTimeout(timer); socket.destroy(); resolve(reply) }
    const timer = setTimeout(() => end(null), PATIENCE_MS)
    socket.on('error', () => end(null))
    socket.on('close', () => end(null))
    socket.on('data', data => {
      received = Buffer.concat([received, data])
      if (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) end(decodeReply(received.subarray(2, 2 + received.readUInt16BE(0))))
    })
    socket.write(Buffer.concat([Buffer.from([question.length >> 8, question.length & 255]), question]))
  })
}
