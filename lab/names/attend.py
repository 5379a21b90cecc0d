#!/usr/bin/python3
"""What stands in the namespaces of a names lab beside the name servers: relays to API servers, and the listeners that applications connect to.

One process for all: sockets belong to the namespace in which they were made, so it enters each only to listen there. One line of JSON says
where; each connection to a listener is told in one line. Python's standard library only.
"""
import ctypes, json, os, socket, sys, threading

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
HOME = os.open('/proc/self/ns/net', os.O_RDONLY)
SAY = threading.Lock()


def say(what):
    with SAY:
        print(json.dumps(what), flush=True)


def listen(path, address, port):
    fd = os.open(path, os.O_RDONLY)
    if LIBC.setns(fd, CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), 'setns ' + path)
    try:
        family = socket.AF_INET6 if ':' in address else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        made.listen(32)
        return made
    finally:
        LIBC.setns(HOME, CLONE_NEWNET)
        os.close(fd)


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    for end in (source, sink):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def relay(made, port):
    while True:
        inner, _ = made.accept()
        try:
            outer = socket.create_connection(('127.0.0.1', port))
        except OSError:
            inner.close()
            continue
        for pair in ((inner, outer), (outer, inner)):
            threading.Thread(target=pump, args=pair, daemon=True).start()


def serve(made, device):
    while True:
        client, peer = made.accept()
        say({'device': device, 'source': peer[0].removeprefix('::ffff:')})
        threading.Thread(target=answer, args=(client,), daemon=True).start()


def answer(client):
    try:
        client.settimeout(5)
        if client.recv(64):
            client.sendall(b'here\n')
    except OSError:
        pass
    client.close()


order = json.loads(sys.stdin.readline())
for one in order['relays']:
    threading.Thread(target=relay, args=(listen(one['namespace'], one['address'], one['port']), one['to']), daemon=True).start()
for one in order['listeners']:
    threading.Thread(target=serve, args=(listen(one['namespace'], '0.0.0.0', one['port']), one['device']), daemon=True).start()
say({'ready': True})
sys.stdin.read()
