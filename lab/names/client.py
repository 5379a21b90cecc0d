#!/usr/bin/python3
"""What an application does: getaddrinfo of the machine's own C library (glibc, which reads /etc/resolv.conf), then a connection to each address.

Arguments: name, port. One line of JSON says what came of it.
"""
import errno, json, socket, sys, time

ERRORS = {getattr(socket, name): name for name in ('EAI_NONAME', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA')}
PATIENCE_SECONDS = 2.5
SEES = {errno.ECONNREFUSED: 'refused', errno.ECONNRESET: 'reset', errno.EHOSTUNREACH: 'unreachable', errno.ENETUNREACH: 'unreachable', errno.EACCES: 'unreachable'}


def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as made:
        made.settimeout(PATIENCE_SECONDS)
        try:
            made.connect(address)
            made.sendall(b'hello\n')
            return 'ok' if made.recv(64) else 'reset'
        except TimeoutError:
            return 'timeout'
        except OSError as error:
            return SEES.get(error.errno, 'timeout')


name, port = sys.argv[1], int(sys.argv[2])
began = time.monotonic()
try:
    found, said = socket.getaddrinfo(name.encode(), port, type=socket.SOCK_STREAM), None
except socket.gaierror as error:
    found, said = [], ERRORS.get(error.errno, str(error))
seconds = round(time.monotonic() - began, 2)
connections = [{'address': address[0], 'sees': connect(family, address)} for family, _, _, _, address in found]
print(json.dumps({'error': said, 'seconds': seconds, 'connections': connections}))
