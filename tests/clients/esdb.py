"""Another company's client against the stand-in of EventStoreDB: what a server must do, it has to do for this client too.

Argument: the address, `esdb://…`. Ends with status 0 when everything held.
"""
import sys
import uuid

from kurrentdbclient import KurrentDBClient, NewEvent, StreamState
from kurrentdbclient.exceptions import NotFoundError, WrongCurrentVersionError

client = KurrentDBClient(uri=sys.argv[1])
stream = "python-1"


def event(n):
    return NewEvent(type="made", data=b'{"n":%d}' % n, metadata=b'{"by":"python"}', id=uuid.UUID(int=n))


def numbers(events):
    return [e.id.int for e in events]


def refused(error, call):
    try:
        call()
    except error:
        return
    raise AssertionError(f"not refused with {error.__name__}")


refused(NotFoundError, lambda: client.get_stream(stream))
first = client.append_to_stream(stream, current_version=StreamState.NO_STREAM, events=[event(1), event(2)])
second = client.append_to_stream(stream, current_version=1, events=[event(3)])
assert second > first, (first, second)

# The same again, where it is expected, is answered and not repeated.
client.append_to_stream(stream, current_version=1, events=[event(3)])
refused(WrongCurrentVersionError, lambda: client.append_to_stream(stream, current_version=0, events=[event(9)]))
refused(WrongCurrentVersionError, lambda: client.append_to_stream(stream, current_version=StreamState.NO_STREAM, events=[event(9)]))
client.append_to_stream(stream, current_version=StreamState.ANY, events=[event(4)])

read = client.get_stream(stream)
assert numbers(read) == [1, 2, 3, 4], read
assert [e.stream_position for e in read] == [0, 1, 2, 3], read
assert (read[0].type, read[0].data, read[0].metadata) == ("made", b'{"n":1}', b'{"by":"python"}'), read[0]
assert numbers(client.get_stream(stream, stream_position=1, limit=2)) == [2, 3]
assert numbers(client.get_stream(stream, backwards=True, limit=2)) == [4, 3]
assert client.get_current_version(stream) == 3

ours = [e for e in client.read_all() if e.stream_name == stream]
assert numbers(ours) == [1, 2, 3, 4], ours
places = [e.commit_position for e in ours]
assert places == sorted(set(places)), places
# From a place on: with the event that lies there.
assert numbers(client.read_all(commit_position=ours[2].commit_position, limit=1)) == [3]
assert client.get_commit_position() >= places[-1]

# A subscription begins after the place that is named, and goes on with what comes.
with client.subscribe_to_all(commit_position=ours[1].commit_position) as subscription:
    seen = []
    for e in subscription:
        if e.stream_name == stream:
            seen.append(e.id.int)
        if len(seen) == 2:
            client.append_to_stream(stream, current_version=3, events=[event(5)])
        if len(seen) == 3:
            break
assert seen == [3, 4, 5], seen
client.close()
print("held")
