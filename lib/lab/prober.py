#!/usr/bin/python3
"""The one process that enters the namespaces of a lab: it writes their settings, loads their filters, carries tunnels that the kernel
cannot, sends every probe at once and watches every device's interfaces. Commands and replies are JSON, one per line.

It says what it saw; lab/classify judges. Python's standard library only.
"""
import ctypes, errno, fcntl, ipaddress, json, os, select, signal, socket, struct, subprocess, sys, time

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
IP_TOS, IP_TTL, IP_RECVERR, IP_MTU_DISCOVER, IP_PKTINFO, IP_MTU = 1, 2, 11, 10, 8, 14
IPV6_UNICAST_HOPS, IPV6_V6ONLY, IPV6_RECVERR, IPV6_MTU_DISCOVER, IPV6_RECVPKTINFO, IPV6_PKTINFO, IPV6_MTU = 16, 26, 25, 23, 49, 50, 24
DONT, DO, PROBE = 0, 2, 3
MSG_ERRQUEUE = 0x2000
SO_TIMESTAMPNS, SO_RCVBUFFORCE = 35, 33
PACKET_OUTGOING = 4
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 1, 0x1000
SIOCGIFFLAGS, IFF_RUNNING = 0x8913, 0x40
# SCTP where the kernel has it: asked for by a connection, of which the four-way handshake is all that is compared.
STREAMS = (6, 132)
ESTABLISHED = 1
ICMP_KINDS = {4: (8, 0), 6: (128, 129)}
ERRORS = {4: {3, 11, 12}, 6: {1, 2, 3, 4}}
MAGIC = 0x5057
# So many packets that are no known probe's are kept to be looked at again.
MOST_UNREAD = 20000
# Linux XMIT_RECURSION_LIMIT.
MOST_NESTED = 8


class Namespaces:
    """Open descriptors of the namespaces by name, and a way into them."""
    def __init__(self, paths):
        self.home = os.open('/proc/self/ns/net', os.O_RDONLY)
        self.fds = {name: os.open(path, os.O_RDONLY) for name, path in paths.items()}

    def enter(self, name):
        if LIBC.setns(self.fds[name], CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), 'setns ' + name)

    def leave(self):
        LIBC.setns(self.home, CLONE_NEWNET)

    def close(self):
        self.leave()
        for fd in [self.home, *self.fds.values()]:
            os.close(fd)


def write_settings(spaces, command):
    refused = []
    for name, values in command['values'].items():
        spaces.enter(name)
        for path, value in values.items():
            try:
                with open('/proc/sys/net/' + path, 'w') as file:
                    file.write(value)
            except OSError as error:
                refused.append('%s %s: %s' % (name, path, os.strerror(error.errno)))
    spaces.leave()
    return {'refused': refused}


def load_filters(spaces, command):
    running = []
    for name, text in command['rulesets'].items():
        spaces.enter(name)
        process = subprocess.Popen(['nft', '-f', '-'], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdin.write(text.encode())
        process.stdin.close()
        running.append((name, process))
    spaces.leave()
    refused = []
    for name, process in running:
        said = process.stderr.read().decode()
        if process.wait():
            refused.append('%s: %s' % (name, said.strip()))
    return {'refused': refused}


# --- reading packets -------------------------------------------------------------------------------------------------------------------

class Reader:
    """Tells of any packet to which probe it belongs and which way it goes, through tunnels as well."""
    def __init__(self, ids, tunnels):
        self.ids = ids
        self.udp = {}
        self.raw = set()
        # A translator on the way may give a flow another source port: a SYN keeps its sequence number, which tells whose it is.
        self.sequences, self.aliases = {}, {}
        # Only a datagram's first fragment says whose it is; the others have its number.
        self.datagrams, self.begun = {}, 0
        for tunnel in tunnels:
            if tunnel['outerProtocol'] == 17:
                self.udp[tunnel['port']] = tunnel.get('kernel', False)
            else:
                self.raw.add(tunnel['outerProtocol'])

    def header(self, data):
        """(version, protocol, payload, source, destination, offset of the fragment) or None."""
        if len(data) < 20:
            return None
        if data[0] >> 4 == 4:
            length = (data[0] & 15) * 4
            return 4, data[9], data[length:], socket.inet_ntoa(data[12:16]), socket.inet_ntoa(data[16:20]), (data[6] & 31) << 8 | data[7]
        if data[0] >> 4 == 6 and len(data) >= 40:
            protocol, payload, offset = data[6], data[40:], 0
            if protocol == 44 and len(payload) >= 8:
                protocol, offset, payload = payload[0], (payload[2] << 8 | payload[3]) >> 3, payload[8:]
            return 6, protocol, payload, socket.inet_ntop(socket.AF_INET6, data[8:24]), socket.inet_ntop(socket.AF_INET6, data[24:40]), offset
        return None

    def fragment(self, data):
        """(the number of the datagram that a fragment is of, its offset, whether more follow), or None for what is whole. Its addresses may be
        those that a later device has written over them: a tap sees the same memory."""
        if len(data) >= 20 and data[0] >> 4 == 4:
            place = struct.unpack('!H', data[6:8])[0] & 0x3FFF
            return ((data[4:6], data[9]), place & 0x1FFF, place >> 13) if place else None
        if len(data) >= 48 and data[0] >> 4 == 6 and data[6] == 44:
            place = struct.unpack('!H', data[42:44])[0]
            return (data[44:48], data[40]), place >> 3, place & 1
        return None

    def tell(self, data):
        """As read, of a packet at the edge of a device, and how many datagrams it begins less those that it ends, in tunnels as well."""
        self.begun = 0
        found = self.read(data)
        return found and found + (self.begun,)

    def read(self, data, depth=0):
        """(id, 'f' forward | 'r' reply, what, source, destination, depth), or None for what is no probe's."""
        found = self.header(data)
        if not found or depth > 4:
            return None
        fragment = self.fragment(data)
        if fragment and fragment[1]:
            self.begun -= not fragment[2]
            first = self.datagrams.get(fragment[0])
            return first and first + ('rest', found[3], found[4], depth)
        told = self.first(found, depth)
        if fragment and told and told[1] in ('f', 'r'):
            self.begun += 1
            self.datagrams[fragment[0]] = told[:2]
        return told

    def first(self, found, depth):
        """What is whole, or a datagram's first fragment."""
        version, protocol, payload, source, destination, _ = found
        if len(payload) < 4:
            return None
        here = (source, destination, depth)
        inner = self.inside(protocol, payload)
        if inner is not None:
            return self.read(inner, depth + 1)
        if protocol in (6, 17, 132):
            sport, dport = struct.unpack('!HH', payload[:4])
            what = 'udp' if protocol == 17 else 'sctp' if protocol == 132 else self.segment(payload)
            if sport in self.ids or dport in self.ids:
                if what == 'syn' and sport in self.ids:
                    self.sequences[payload[4:8]] = sport
                return ((sport, 'f', what) if sport in self.ids else (dport, 'r', what)) + here
            return self.renumbered(payload, sport, dport, what, here)
        if protocol in (1, 58) and len(payload) >= 8:
            kind, code, number = payload[0], payload[1], struct.unpack('!H', payload[4:6])[0]
            request, reply = ICMP_KINDS[version]
            if kind in (request, reply):
                own = self.marked(payload[8:])
                number = number if own is None else own
                return (number, 'f' if kind == request else 'r', 'echo') + here if number in self.ids else None
            if kind in ERRORS[version]:
                about = self.read(payload[8:], depth)
                return (about[0], 'e' + about[1][-1], 'icmp-%d-%d' % (kind, code)) + here if about else None
            return None
        if payload[:2] == b'PW' and len(payload) >= 5:
            number = struct.unpack('!H', payload[2:4])[0]
            return (number, 'f' if payload[4:5] == b'q' else 'r', 'raw') + here if number in self.ids else None
        return None

    def marked(self, body):
        """The number that a probe's own bytes carry."""
        return struct.unpack('!H', body[2:4])[0] if body[:2] == b'PW' and len(body) >= 5 else None

    def renumbered(self, payload, sport, dport, what, here):
        """A packet whose port is not the probe's: by its bytes, or by the sequence number of the SYN that began it."""
        if what == 'udp':
            number = self.marked(payload[8:])
            return (number, 'f' if payload[12:13] == b'q' else 'r', what) + here if number in self.ids else None
        if what == 'syn' and payload[4:8] in self.sequences:
            self.aliases[sport] = self.sequences[payload[4:8]]
        for port, way in ((sport, 'f'), (dport, 'r')):
            if port in self.aliases:
                return (self.aliases[port], way, what) + here
        return None

    def inside(self, protocol, payload):
        """What a tunnel's packet carries; None for any other packet."""
        if protocol in self.raw:
            return self.unshimmed(payload)
        sport, dport = struct.unpack('!HH', payload[:4])
        if protocol != 17 or not (dport in self.udp or sport in self.udp):
            return None
        return payload[30:] if self.udp.get(dport, self.udp.get(sport)) else self.unshimmed(payload[8:])

    def nesting(self, data):
        """In how many tunnels a packet is already, as far as that can be read."""
        tunnels, found = 0, self.header(data)
        while found and not found[5] and len(found[2]) >= 4:
            inner = self.inside(found[1], found[2])
            if inner is None:
                break
            tunnels, found = tunnels + 1, self.header(inner)
        return tunnels

    def unshimmed(self, data):
        return data[4:] if len(data) >= 4 and struct.unpack('!H', data[:2])[0] == MAGIC else data

    def segment(self, payload):
        flags = payload[13] if len(payload) > 13 else 0
        return 'rst' if flags & 4 else 'syn-ack' if flags & 18 == 18 else 'syn' if flags & 2 else 'fin' if flags & 1 else 'data' if self.carries(payload) else 'ack'

    def carries(self, payload):
        return len(payload) > (payload[12] >> 4) * 4 if len(payload) > 12 else False


def total_length(data):
    return struct.unpack('!H', data[2:4])[0] if data[0] >> 4 == 4 else 40 + struct.unpack('!H', data[4:6])[0]


def checksum(data):
    total = sum(struct.unpack('!%dH' % (len(data) // 2), data[:len(data) // 2 * 2])) + (data[-1] << 8 if len(data) % 2 else 0)
    while total >> 16:
        total = (total >> 16) + (total & 0xFFFF)
    return ~total & 0xFFFF


class Taps:
    """Every packet that enters or leaves a device at its outermost interfaces: after its own filters on the way out, before them on the way in."""
    def __init__(self, spaces, watched, reader):
        self.reader, self.sockets, self.events, self.unread = reader, {}, [], []
        for name, interfaces in watched.items():
            spaces.enter(name)
            tap = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
            try:
                tap.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 8 << 20)
            except OSError:
                tap.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            tap.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
            tap.setblocking(False)
            self.sockets[tap.fileno()] = (tap, name, {interface: bytes.fromhex(mac.replace(':', '')) for interface, mac in interfaces.items()})
        spaces.leave()

    def drain(self, fd):
        tap, name, interfaces = self.sockets[fd]
        while True:
            try:
                data, ancillary, _, address = tap.recvmsg(600, 128)
            except BlockingIOError:
                return
            except OSError:
                continue
            interface, kind = address[0], address[2]
            if interface not in interfaces or (kind != PACKET_OUTGOING and data[:6] != interfaces[interface]):
                continue
            data = data[14:]
            found = self.reader.tell(data)
            if not found and len(self.unread) < MOST_UNREAD:
                self.unread.append((ancillary, name, interface, kind, data))
            self.keep(found, ancillary, name, interface, kind, data)

    def keep(self, found, ancillary, name, interface, kind, data):
        if found:
            at = struct.unpack('qq', ancillary[0][2][:16]) if ancillary else (0, 0)
            self.events.append((at[0] * 1000000000 + at[1], name, interface, 'out' if kind == PACKET_OUTGOING else 'in', total_length(data)) + found)

    def read_again(self):
        """What nobody knew at first, once all is known: the taps are not read in the order of time."""
        for _ in range(2):
            for ancillary, name, interface, kind, data in self.unread:
                self.reader.tell(data)
        for ancillary, name, interface, kind, data in self.unread:
            self.keep(self.reader.tell(data), ancillary, name, interface, kind, data)

    def close(self):
        for tap, _, _ in self.sockets.values():
            tap.close()


# --- tunnels ---------------------------------------------------------------------------------------------------------------------------

class Tunnel:
    """One end of a tunnel: a TUN interface on one side, a socket on the other, packets padded to the sizes of the real thing."""
    def __init__(self, spaces, plan, shared):
        self.plan = plan
        self.version = 6 if ':' in plan['local'] else 4
        self.peers = [{'remote': peer['remote'], 'sources': [ipaddress.ip_network(one) for one in peer['sources']], 'destinations': [ipaddress.ip_network(one) for one in peer['destinations']]} for peer in plan['peers']]
        spaces.enter(plan['namespace'])
        self.tun = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(self.tun, TUNSETIFF, struct.pack('16sH', plan['interface'].encode(), IFF_TUN | IFF_NO_PI))
        self.await_running()
        key = (plan['namespace'], plan['local'], plan['outerProtocol'], plan.get('port'))
        if key not in shared:
            shared[key] = self.open_socket()
        self.socket, self.sender, self.ends, self.limits = shared[key]
        self.ends.append(self)
        self.asked = self.route_asker()
        for peer in self.peers:
            self.limits.setdefault(peer['remote'], self.route_mtu(peer['remote']))
            peer['inside'] = self.leads_inside(peer['remote'])
        # What a kernel's tunnel tells the sender of an inner packet leaves the device like any error of its own.
        self.learned = set()
        self.errors = {4: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1), 6: socket.socket(socket.AF_INET6, socket.SOCK_RAW, 58)}

    def await_running(self):
        """The kernel sees a little later that somebody is there (net/core/link_watch.c); until then it drops what is sent."""
        asked = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        until = time.monotonic() + 2
        while time.monotonic() < until:
            flags = struct.unpack('16xH', fcntl.ioctl(asked, SIOCGIFFLAGS, struct.pack('16sH14x', self.plan['interface'].encode(), 0))[:18])[0]
            if flags & IFF_RUNNING:
                break
            time.sleep(0.002)
        asked.close()

    def open_socket(self):
        family = socket.AF_INET6 if self.version == 6 else socket.AF_INET
        protocol = self.plan['outerProtocol']
        end = socket.socket(family, socket.SOCK_DGRAM) if protocol == 17 else socket.socket(family, socket.SOCK_RAW, protocol)
        end.bind((self.plan['local'], self.plan['port'] if protocol == 17 else 0))
        end.setblocking(False)
        sender = end
        if protocol == 17 and self.plan['sourcePort'] == 'hashed':
            sender = socket.socket(family, socket.SOCK_DGRAM)
            sender.bind((self.plan['local'], 61000 + self.plan['port'] % 4000))
        sender.setsockopt(socket.IPPROTO_IPV6 if self.version == 6 else socket.IPPROTO_IP, IPV6_RECVERR if self.version == 6 else IP_RECVERR, 1)
        return end, sender, [], {}

    def outer_payload(self, length):
        plan = self.plan
        block = max(1, plan['blockBytes'])
        outer = -(-(length + plan['trailerBytes']) // block) * block + plan['headerBytes'] - plan['trailerBytes']
        return outer - (40 if self.version == 6 else 20) - (8 if plan['outerProtocol'] == 17 else 0)

    def out(self, data, nesting, note):
        """From the TUN interface: choose the peer by what it carries, pad, send. What cannot go is told to its sender, as kernel tunnels do."""
        source, destination = self.ends_of(data)
        # Reports and solicitations of the interface itself would begin the outer flow from this end (seed 1033); the Network has none.
        if destination.is_multicast:
            return
        fitting = [(network.prefixlen, peer) for peer in self.peers if any(source in one for one in peer['sources'] if one.version == source.version)
                   for network in peer['destinations'] if network.version == destination.version and destination in network]
        if not fitting:
            self.tell(data, 'host-unreachable', 0)
            return note(self.plan['namespace'], 'tunnel-no-peer', data)
        peer = max(fitting, key=lambda one: one[0])[1]
        # A kernel's tunnel drops a packet whose outer one would be routed into it again (ip_tunnel_xmit, udp_tunnel_dst_lookup, wireguard's
        # send4: ELOOP), and one that is in too many tunnels already (XMIT_RECURSION_LIMIT).
        if peer['inside'] or nesting > MOST_NESTED:
            return note(self.plan['namespace'], 'tunnel-loop', data)
        room = self.outer_payload(len(data)) - len(data)
        overhead = room + (40 if self.version == 6 else 20) + (8 if self.plan['outerProtocol'] == 17 else 0)
        shim = struct.pack('!HH', MAGIC, self.plan['key'] & 0xFFFF) if room >= 4 else b''
        payload = shim + data + b'\0' * (room - len(shim))
        # A copied don't-fragment: IPv6 counts as set (vxlan_xmit_one, geneve_xmit_skb), or as none (ip_tunnel_xmit).
        fixed = {'set': True, 'clear': False, 'copy': data[0] >> 4 == 6 or data[6] & 0x40, 'copy-ipv4': data[0] >> 4 == 4 and data[6] & 0x40}[self.plan['outerDf']]
        self.learn()
        if fixed:
            self.limits[peer['remote']] = min(self.limits.get(peer['remote'], 1 << 16), self.route_mtu(peer['remote']))
        if fixed and len(data) + overhead > self.limits.get(peer['remote'], 1 << 16):
            self.tell_too_big(data, self.limits[peer['remote']] - overhead)
            return note(self.plan['namespace'], 'tunnel-too-big', data)
        self.send(payload, peer['remote'], fixed, lambda failed: self.unsent(data, overhead, peer['remote'], failed, note))

    def route_asker(self):
        asked = socket.socket(socket.AF_INET6 if self.version == 6 else socket.AF_INET, socket.SOCK_DGRAM)
        try:
            asked.bind((self.plan['local'], 0))
        except OSError:
            pass
        return asked

    def leads_inside(self, remote):
        """Whether the outer packets for a peer would be routed into this very tunnel."""
        ports = ['sport', self.sender.getsockname()[1], 'dport', self.plan['port']] if self.plan['outerProtocol'] == 17 else []
        asked = ['ip', '-%d' % self.version, '-j', 'route', 'get', remote, 'from', self.plan['local'], 'ipproto', self.plan['outerProtocol'], *ports]
        told = subprocess.run([str(word) for word in asked], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return told.returncode == 0 and any(way.get('dev') == self.plan['interface'] for way in json.loads(told.stdout or b'[]'))

    def route_mtu(self, remote):
        """What the route to the other end lets through in one piece, and what it has learned: a kernel tunnel asks its route (skb_tunnel_check_pmtu,
        tnl_update_pmtu), a probing socket only the interface."""
        level, option = (socket.IPPROTO_IPV6, IPV6_MTU) if self.version == 6 else (socket.IPPROTO_IP, IP_MTU)
        try:
            self.asked.connect((remote, 9))
            return self.asked.getsockopt(level, option)
        except OSError:
            return 1 << 16

    def send(self, payload, remote, fixed, unsent):
        level, option = (socket.IPPROTO_IPV6, IPV6_MTU_DISCOVER) if self.version == 6 else (socket.IPPROTO_IP, IP_MTU_DISCOVER)
        self.sender.setsockopt(level, option, PROBE if fixed else DONT)
        failed = None
        for _ in range(3):
            try:
                return self.sender.sendto(payload, (remote, self.plan['port'] if self.plan['outerProtocol'] == 17 else 0))
            except OSError as error:
                # An earlier ICMP error is reported by the next call on the socket, which then sends nothing: read it and try again.
                failed = error
                if not self.learn() or error.errno == errno.EMSGSIZE:
                    break
        unsent(failed)

    def unsent(self, data, overhead, remote, failed, note):
        if failed.errno == errno.EMSGSIZE:
            self.learn()
            self.tell_too_big(data, self.limits.get(remote, 1 << 16) - overhead)
        note(self.plan['namespace'], 'tunnel-' + errno.errorcode.get(failed.errno, str(failed.errno)), data)

    def learn(self):
        """Reads the errors that outer packets met; of a smaller MTU on the way, remembers it. Whether there was any."""
        found = False
        while True:
            try:
                _, ancillary, _, address = self.sender.recvmsg(2048, 512, MSG_ERRQUEUE)
            except OSError:
                return found
            found = True
            for level, kind, data in ancillary:
                if (level, kind) in ((socket.IPPROTO_IP, IP_RECVERR), (socket.IPPROTO_IPV6, IPV6_RECVERR)):
                    number, _, _, _, _, info, _ = struct.unpack('IBBBBII', data[:16])
                    if number == errno.EMSGSIZE and info:
                        self.limits[address[0]] = min(self.limits.get(address[0], 1 << 16), info)

    def tell_too_big(self, data, mtu):
        """As the kernel's tunnels do: the sender, of what must not be fragmented (ip_tunnel.c, tnl_update_pmtu) and over IPv6 of no less than
        1280 bytes; or the route inside, which tells own senders and IPv6 from the next packet on (skb_tunnel_check_pmtu); or nobody."""
        six = data[0] >> 4 == 6
        source, destination = (str(one) for one in self.ends_of(data))
        if self.plan['learnsTooBig'] == 'nobody' or (total_length(data) <= 1280 if six else not data[6] & 0x40):
            return
        if self.plan['learnsTooBig'] == 'route':
            if not six and source not in self.plan['own'] or six and mtu < 1280:
                return
            if destination not in self.learned:
                return self.learned.add(destination)
        self.tell(data, 'too-big', mtu)

    def tell(self, data, what, mtu):
        """An ICMP error about an inner packet, quoting as much of it as Linux does (576 bytes in all, or 1280)."""
        version = data[0] >> 4
        quoted = data[:548] if version == 4 else data[:1232]
        if version == 4:
            kind, code, rest = (3, 4, struct.pack('!HH', 0, max(0, mtu))) if what == 'too-big' else (3, 1, b'\0' * 4)
            message = struct.pack('!BBH', kind, code, 0) + rest + quoted
            message = message[:2] + struct.pack('!H', checksum(message)) + message[4:]
        else:
            kind, code, rest = (2, 0, struct.pack('!I', max(1280, mtu))) if what == 'too-big' else (1, 3, b'\0' * 4)
            message = struct.pack('!BBH', kind, code, 0) + rest + quoted
        try:
            self.errors[version].sendto(message, (str(self.ends_of(data)[0]), 0))
        except OSError:
            pass

    def ends_of(self, data):
        if data[0] >> 4 == 4:
            return ipaddress.IPv4Address(data[12:16]), ipaddress.IPv4Address(data[16:20])
        return ipaddress.IPv6Address(data[8:24]), ipaddress.IPv6Address(data[24:40])

    def arrive(self, sender, payload):
        """From the socket: strip, check the selectors with the ends swapped, hand in. False if it is not this tunnel's."""
        if len(payload) >= 4 and struct.unpack('!H', payload[:2])[0] == MAGIC:
            if struct.unpack('!H', payload[2:4])[0] != self.plan['key'] & 0xFFFF:
                return False
            payload = payload[4:]
        if len(payload) < 20 or total_length(payload) > len(payload):
            return False
        data = payload[:total_length(payload)]
        source, destination = self.ends_of(data)
        for peer in self.peers:
            if self.plan['accepts'] == 'peers' and peer['remote'] != sender:
                continue
            if any(source in one for one in peer['destinations'] if one.version == source.version) and any(destination in one for one in peer['sources'] if one.version == destination.version):
                try:
                    os.write(self.tun, data)
                except OSError:
                    pass
                return True
        return False


# --- probes ----------------------------------------------------------------------------------------------------------------------------

class Prober:
    def __init__(self, spaces, command):
        self.spaces, self.poll, self.what = spaces, select.epoll(), {}
        self.probes = {probe['id']: probe for probe in command['probes']}
        self.results = {number: {'accepted': [], 'notes': []} for number in self.probes}
        self.reader = Reader(set(self.probes), command['tunnels'] + command['kernelTunnels'])
        self.open = []
        self.clients = {}
        shared = {}
        self.tunnels = [Tunnel(spaces, tunnel, shared) for tunnel in command['tunnels']]
        for tunnel in self.tunnels:
            self.watch(tunnel.tun, self.from_tun, tunnel)
        for end, _, ends, _ in shared.values():
            self.watch(end.fileno(), self.from_outside, (end, ends))
            self.open.append(end)
        self.failures = []
        for listener in command['listeners']:
            try:
                self.listen(listener)
            except OSError as error:
                self.failures.append('%s: listen %s: %s' % (listener['namespace'], json.dumps(listener), os.strerror(error.errno)))
        self.taps = Taps(spaces, command['watched'], self.reader)
        for fd in self.taps.sockets:
            self.watch(fd, self.taps.drain, fd)
        spaces.leave()

    def watch(self, fd, action, argument, events=select.EPOLLIN):
        self.what[fd] = (action, argument)
        self.poll.register(fd, events)

    def note(self, namespace, what, data):
        found = self.reader.read(data)
        if found:
            self.results[found[0]]['notes'].append([namespace, what, found[1]])

    def from_tun(self, tunnel):
        while True:
            try:
                data = os.read(tunnel.tun, 70000)
                tunnel.out(data, self.reader.nesting(data), self.note)
            except BlockingIOError:
                return
            except OSError:
                return

    def from_outside(self, argument):
        end, ends = argument
        while True:
            try:
                data, address = end.recvfrom(70000)
            except BlockingIOError:
                return
            except OSError:
                continue
            plan = ends[0].plan
            payload = data[(data[0] & 15) * 4:] if plan['outerProtocol'] != 17 and ends[0].version == 4 else data
            if not any(one.arrive(address[0], payload) for one in ends):
                self.note(plan['namespace'], 'tunnel-refused', self.reader.unshimmed(payload))

    # servers

    def listen(self, listener):
        self.spaces.enter(listener['namespace'])
        protocol = listener['protocol']
        for family, anyone in ((socket.AF_INET, '0.0.0.0'), (socket.AF_INET6, '::')):
            addresses = [one for one in listener['addresses'] if (':' in one) == (family == socket.AF_INET6)] if 'addresses' in listener else [anyone]
            for address in addresses:
                try:
                    self.listen_on(family, protocol, address, listener)
                except OSError as error:
                    if family == socket.AF_INET6 and error.errno in (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL):
                        continue
                    raise

    def listen_on(self, family, protocol, address, listener):
        if protocol in STREAMS:
            server = socket.socket(family, socket.SOCK_STREAM, protocol)
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        elif protocol == 17:
            server = socket.socket(family, socket.SOCK_DGRAM)
        elif protocol in (1, 58):
            return
        else:
            server = socket.socket(family, socket.SOCK_RAW, protocol)
        six = family == socket.AF_INET6
        if six:
            if protocol in STREAMS or protocol == 17:
                server.setsockopt(socket.IPPROTO_IPV6, IPV6_V6ONLY, 1)
            if protocol not in STREAMS:
                server.setsockopt(socket.IPPROTO_IPV6, IPV6_RECVPKTINFO, 1)
        elif protocol not in STREAMS:
            server.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
        server.bind((address, listener.get('port', 0)))
        server.setblocking(False)
        self.open.append(server)
        if protocol in STREAMS:
            server.listen(4096)
            self.watch(server.fileno(), self.accept, (server, listener['namespace']))
        else:
            self.watch(server.fileno(), self.answer, (server, listener['namespace'], six, protocol, PROBE if listener['ignoresLearnedMtu'] else DO))

    def accept(self, argument):
        server, namespace = argument
        while True:
            try:
                end, peer = server.accept()
            except OSError:
                return
            end.setblocking(False)
            self.open.append(end)
            number = peer[1]
            if number in self.results:
                self.results[number]['accepted'].append([namespace, peer[0]])
            self.watch(end.fileno(), self.serve, {'end': end, 'got': 0, 'want': None, 'sent': 0})

    def serve(self, state):
        """Takes as many bytes as the first eight say, then sends as many back."""
        end = state['end']
        try:
            data = end.recv(1 << 20)
        except BlockingIOError:
            data = None
        except OSError:
            data = b''
        if data == b'':
            return self.forget(end)
        if data:
            if state['want'] is None and len(data) >= 8:
                state['want'] = struct.unpack('!II', data[:8])[1]
            state['got'] += len(data)
        if state['want'] is not None and state['got'] >= state['want'] and not state['sent']:
            state['sent'] = 1
            try:
                end.send(b'y' * state['want'])
            except OSError:
                self.forget(end)

    def answer(self, argument):
        server, namespace, six, protocol, mode = argument
        while True:
            try:
                data, ancillary, _, peer = server.recvmsg(70000, 256)
            except BlockingIOError:
                return
            except OSError:
                continue
            if protocol != 17 and not six:
                data = data[(data[0] & 15) * 4:]
            if len(data) < 8 or data[:2] != b'PW' or (protocol != 17 and data[4:5] != b'q'):
                continue
            number = struct.unpack('!H', data[2:4])[0]
            fixed = data[5:6] == b'd'
            if number not in self.results:
                continue
            self.results[number]['accepted'].append([namespace, peer[0]])
            if six:
                server.setsockopt(socket.IPPROTO_IPV6, IPV6_MTU_DISCOVER, mode if fixed else DONT)
                info = [(socket.IPPROTO_IPV6, IPV6_PKTINFO, one[2][:16] + struct.pack('I', 0)) for one in ancillary if one[1] == IPV6_PKTINFO]
            else:
                server.setsockopt(socket.IPPROTO_IP, IP_MTU_DISCOVER, mode if fixed else DONT)
                # struct in_pktinfo: the address a packet came to is its third member, the one to send from its second.
                info = [(socket.IPPROTO_IP, IP_PKTINFO, struct.pack('I', 0) + one[2][8:12] + b'\0\0\0\0') for one in ancillary if one[1] == IP_PKTINFO]
            reply = data[:4] + b'r' + data[5:]
            for _ in range(2):
                try:
                    server.sendmsg([reply], info, 0, peer)
                    break
                except OSError as error:
                    failed = errno.errorcode.get(error.errno, str(error.errno))
            else:
                self.results[number]['notes'].append([namespace, 'reply-' + failed, 'r'])

    # clients

    def payload(self, probe, length):
        return b'PW' + struct.pack('!H', probe['id']) + b'q' + (b'd' if probe['df'] else b'-') + b'\0' * max(0, length - 6)

    def start(self, probe):
        six = ':' in probe['destination']
        family = socket.AF_INET6 if six else socket.AF_INET
        protocol = probe['protocol']
        kind = socket.SOCK_STREAM if protocol in STREAMS else socket.SOCK_DGRAM if protocol in (17, 1, 58) else socket.SOCK_RAW
        end = socket.socket(family, kind, 0 if protocol in (6, 17) else protocol)
        end.setblocking(False)
        self.clients[probe['id']] = end
        level = socket.IPPROTO_IPV6 if six else socket.IPPROTO_IP
        if protocol not in STREAMS:
            # To an open connection errors are advisory only where nobody asks for them (tcp_v4_err).
            end.setsockopt(level, IPV6_RECVERR if six else IP_RECVERR, 1)
            mode = (PROBE if probe['ignoresLearnedMtu'] else DO) if probe['df'] else DONT
            end.setsockopt(level, IPV6_MTU_DISCOVER if six else IP_MTU_DISCOVER, mode)
        if 'ttl' in probe:
            end.setsockopt(level, IPV6_UNICAST_HOPS if six else IP_TTL, probe['ttl'])
        source = probe.get('source', '::' if six else '0.0.0.0')
        if kind != socket.SOCK_RAW or 'source' in probe:
            end.bind((source, probe['id'] if kind != socket.SOCK_RAW else 0))
        target = (probe['destination'], probe.get('port', 0))
        headers = (40 if six else 20) + {6: 32, 17: 8, 1: 8, 58: 8}.get(protocol, 0)
        size = max(8, probe['bytes'] - headers)
        if protocol in STREAMS:
            failed = end.connect_ex(target)
            if failed not in (0, errno.EINPROGRESS):
                raise OSError(failed, os.strerror(failed))
            self.watch(end.fileno(), self.tcp, {'probe': probe, 'end': end, 'size': size, 'sent': False, 'got': 0, 'six': six}, select.EPOLLOUT | select.EPOLLIN)
            return
        end.connect(target)
        self.watch(end.fileno(), self.datagram, {'probe': probe, 'end': end, 'size': size, 'six': six})
        body = self.payload(probe, size)
        if protocol in (1, 58):
            body = struct.pack('!BBHHH', ICMP_KINDS[6 if six else 4][0], 0, 0, 0, 1) + body
        end.send(body)

    def tcp(self, state):
        end, probe = state['end'], state['probe']
        failed = end.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        # It tells advisory errors as well, which an open connection outlives (sk_err_soft); the first byte of TCP_INFO is the state.
        if failed and not (probe['protocol'] == 6 and end.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == ESTABLISHED):
            return self.fail(probe, failed, self.error_of(end, state['six']))
        try:
            if probe['protocol'] != 6:
                return self.finish(probe, {'sees': 'ok'})
            if not state['sent']:
                state['sent'] = True
                end.send(struct.pack('!II', probe['id'], state['size']) + b'x' * (state['size'] - 8))
                self.poll.modify(end.fileno(), select.EPOLLIN)
                return
            data = end.recv(1 << 20)
            state['got'] += len(data)
            if state['got'] >= state['size']:
                self.finish(probe, {'sees': 'ok'})
            elif not data:
                self.finish(probe, {'sees': 'reset', 'errno': 'EOF'})
        except BlockingIOError:
            found = self.error_of(end, state['six'])
            if found and found.get('errno') not in (None, 'EMSGSIZE'):
                self.fail(probe, getattr(errno, found['errno'], 0), found)
        except OSError as error:
            self.fail(probe, error.errno, self.error_of(end, state['six']))

    def datagram(self, state):
        end, probe = state['end'], state['probe']
        try:
            while True:
                data, address = end.recvfrom(70000)
                if probe['protocol'] not in (1, 17, 58) and not self.is_reply(data, probe, state['six']):
                    continue
                # A ping socket takes an echo reply from anybody.
                if ipaddress.ip_address(address[0].split('%')[0]) != ipaddress.ip_address(probe['destination']):
                    continue
                return self.finish(probe, {'sees': 'ok', 'from': address[0]})
        except BlockingIOError:
            found = self.error_of(end, state['six'])
            if found:
                self.fail(probe, getattr(errno, str(found['errno']), 0), found)
        except OSError as error:
            self.fail(probe, error.errno, self.error_of(end, state['six']))

    def is_reply(self, data, probe, six):
        body = data if six else data[(data[0] & 15) * 4:]
        return body[:2] == b'PW' and struct.unpack('!H', body[2:4])[0] == probe['id'] and body[4:5] == b'r'

    def error_of(self, end, six):
        """What the socket's error queue holds: errno, and of an ICMP error its type, code, sender and MTU."""
        try:
            _, ancillary, _, _ = end.recvmsg(2048, 512, MSG_ERRQUEUE)
        except OSError:
            return None
        for level, kind, data in ancillary:
            if (level, kind) in ((socket.IPPROTO_IP, IP_RECVERR), (socket.IPPROTO_IPV6, IPV6_RECVERR)):
                number, origin, icmp, code, _, info, _ = struct.unpack('IBBBBII', data[:16])
                found = {'errno': errno.errorcode.get(number, str(number)), 'local': origin not in (2, 3)}
                if origin in (2, 3):
                    offender = socket.inet_ntop(socket.AF_INET6, data[24:40]) if six and len(data) >= 40 else socket.inet_ntoa(data[20:24]) if len(data) >= 24 else None
                    found.update({'icmp': [icmp, code], 'from': offender})
                if number == errno.EMSGSIZE:
                    found['mtu'] = info
                return found
        return None

    def fail(self, probe, number, found):
        # A filter of the sender's own that refuses: the datagram fails with EPERM, and the refusal itself waits in the error queue.
        if number == errno.EPERM and found and 'icmp' in found:
            number = getattr(errno, found['errno'], number)
        self.finish(probe, {'sees': 'failed', 'errno': errno.errorcode.get(number, str(number)), **({'icmp': found['icmp'], 'from': found.get('from')} if found and 'icmp' in found else {}), **({'mtu': found['mtu']} if found and 'mtu' in found else {})})

    def finish(self, probe, outcome):
        if 'client' in self.results[probe['id']]:
            return
        self.results[probe['id']]['client'] = {**outcome, 'ms': round((time.monotonic() - self.began) * 1000)}
        self.waiting.discard(probe['id'])
        self.forget(self.clients[probe['id']])

    def forget(self, end):
        fd = end.fileno()
        if fd >= 0:
            self.what.pop(fd, None)
            try:
                self.poll.unregister(fd)
            except (OSError, ValueError):
                pass
            end.close()

    def run(self, timeout):
        self.began = time.monotonic()
        self.waiting = set(self.probes)
        for probe in sorted(self.probes.values(), key=lambda one: one['namespace']):
            self.spaces.enter(probe['namespace'])
            try:
                self.start(probe)
            except OSError as error:
                end = self.clients.get(probe['id'])
                found = self.error_of(end, ':' in probe['destination']) if end else None
                if end is None:
                    self.clients[probe['id']] = socket.socket()
                self.fail(probe, error.errno, found)
            self.turn(0)
        self.spaces.leave()
        while self.waiting and time.monotonic() - self.began < timeout:
            self.turn(min(0.1, max(0.0, timeout - (time.monotonic() - self.began))))
        # What is still on its way (a last acknowledgement, a reply behind a reply) belongs to the counts.
        quiet = time.monotonic() + 0.02
        while time.monotonic() < quiet:
            self.turn(0.005)
        for number in list(self.waiting):
            self.finish(self.probes[number], {'sees': 'timeout'})
        for fd in list(self.taps.sockets):
            self.taps.drain(fd)
        self.taps.read_again()
        self.close()
        for event in sorted(self.taps.events):
            self.results[event[5]].setdefault('events', []).append([event[0] // 1000, *event[1:5], *event[6:]])
        return {'results': self.results, 'refused': self.failures}

    def turn(self, timeout):
        for fd, _ in self.poll.poll(timeout):
            action = self.what.get(fd)
            if action:
                action[0](action[1])

    def close(self):
        for end in self.open:
            end.close()
        for tunnel in self.tunnels:
            os.close(tunnel.tun)
            for end in (tunnel.sender, tunnel.asked, *tunnel.errors.values()):
                end.close()
        self.taps.close()
        self.poll.close()


def probe(spaces, command):
    return Prober(spaces, command).run(command['timeoutSeconds'])


COMMANDS = {'settings': write_settings, 'filters': load_filters, 'probe': probe}


def main():
    # Ctrl+C is for the runner, which takes the lab down; this process ends with its standard input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        command = json.loads(line)
        spaces = None
        try:
            spaces = Namespaces(command.get('namespaces', {}))
            reply = COMMANDS[command['do']](spaces, command)
        except Exception as error:
            reply = {'error': '%s: %s' % (type(error).__name__, error)}
        finally:
            if spaces:
                spaces.close()
        sys.stdout.write(json.dumps(reply) + '\n')
        sys.stdout.flush()


if __name__ == '__main__':
    main()
